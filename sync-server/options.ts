import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What the server was started with. */
export interface Options {
  readonly port: number;
  readonly host: string;
  /** The folder that holds everything the server keeps. */
  readonly data: string;
  /** The PostgreSQL that is used instead of a file in that folder. */
  readonly database: string | null;
  readonly demo: boolean;
  readonly community: string;
  /** The folder of the built app, where it does not lie beside the server. */
  readonly app: string | null;
  /** The store was put back from a backup. */
  readonly restored: boolean;
  /** A proxy of our own stands before the server and says who called. */
  readonly behindProxy: boolean;
}

/** Something on the command line or in the environment that cannot be meant. */
export class WrongOption extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

/** The URL has a password in it: on a command line every user of the machine could read it. */
export function readDatabase(environment: Environment): string | null {
  const url = environment['DATABASE_URL'];
  if (url === undefined || url === '') return null;
  if (!/^postgres(ql)?:\/\//.test(url)) {
    throw new WrongOption('DATABASE_URL must begin with postgres://');
  }
  return url;
}

/** Reads options from the command line and the environment; the command line wins. */
export function readOptions(args: readonly string[], environment: Environment): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      host: { type: 'string', default: '127.0.0.1' },
      data: { type: 'string' },
      demo: { type: 'boolean', default: false },
      community: { type: 'string', default: '我的社区' },
      app: { type: 'string' },
      restored: { type: 'boolean', default: false },
      'behind-proxy': { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port ?? environment['PORT'] ?? 8787);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new WrongOption('the port must be a number');
  const base = resolve(values.data ?? environment['LINLI_DATA'] ?? './data');
  return {
    port,
    host: values.host,
    // What visitors of a demo do must never mix with a community's own records.
    data: values.demo ? join(base, 'demo') : base,
    database: readDatabase(environment),
    demo: values.demo,
    community: values.community,
    app: values.app === undefined ? null : resolve(values.app),
    restored: values.restored,
    behindProxy: values['behind-proxy'],
  };
}
