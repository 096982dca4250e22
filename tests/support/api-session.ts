import type { AnyRecord } from '../../src/domain/record-type.ts';
import { serverCalls, type CallResult, type ServerCalls } from '../../src/protocol/server-calls.ts';
import { protocolVersion, type SessionAnswer } from '../../src/protocol/session.ts';
import type { PullAnswer } from '../../src/protocol/sync.ts';

/** Records by collection and id, as one person may see them. */
export type Seen = ReadonlyMap<string, ReadonlyMap<string, AnyRecord>>;

/** Records of one collection out of everything that somebody may hold. */
export const allOf = (seen: Seen, c: string): AnyRecord[] => [...(seen.get(c)?.values() ?? [])];

/** Somebody signed in over the wire, without the app. */
export interface ApiSession {
  readonly who: SessionAnswer;
  readonly token: string;
  readonly calls: ServerCalls;
  /** Everything this person may hold, asked for from the beginning. */
  pullAll(): Promise<Seen>;
}

function valueOf<T>(result: CallResult<T>): T {
  if (!result.ok) throw new Error(`the server answered ${result.problem.code}`);
  return result.value;
}

/** Enrols a device of its own with a code; the token travels as it does for clients that are no browsers. */
export async function signInOverApi(url: string, code: string, name = 'API'): Promise<ApiSession> {
  let token: string | null = null;
  const calls = serverCalls((path, init) =>
    fetch(`${url}${path}`, {
      ...init,
      headers: { ...init.headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    }),
  );
  const enrolled = valueOf(await calls.enrol({ code, device: { name } }));
  token = enrolled.token;
  return {
    who: enrolled,
    token,
    calls,
    async pullAll() {
      const seen = new Map<string, Map<string, AnyRecord>>();
      let checkpoint: string | null = null;
      for (;;) {
        const page: PullAnswer = valueOf(
          await calls.pull({ protocol: protocolVersion, checkpoint, limit: 2000 }),
        );
        for (const change of page.changes) {
          const records = seen.get(change.c) ?? new Map<string, AnyRecord>();
          seen.set(change.c, records);
          if ('r' in change) records.set(change.r.id, change.r as unknown as AnyRecord);
          else records.delete(change.id);
        }
        checkpoint = page.checkpoint;
        if (!page.more) return seen;
      }
    },
  };
}
