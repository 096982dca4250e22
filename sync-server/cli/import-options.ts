import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readDatabase } from '../options.ts';

/** What `npm run import` was asked to do. */
export interface ImportOptions {
  readonly data: string;
  readonly database: string | null;
  readonly apply: boolean;
  readonly community: string | null;
  readonly accepted: readonly string[];
  readonly task:
    | { readonly of: 'import'; readonly file: string }
    | { readonly of: 'undo'; readonly batch: string };
}

export const usage = `npm run import -- FILE [--apply] [--accept NAME] [--data DIR] [--community ID]
npm run import -- --undo BATCH [--apply] [--data DIR] [--community ID]

Prints one line of JSON for every row and a summary at the end. Nothing is written without --apply.
--accept NAME   a grid or building that the dry run called unknown, and that does exist`;

/** Reads the command line; null where it does not say what to do. */
export function readImportOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ImportOptions | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      apply: { type: 'boolean', default: false },
      undo: { type: 'string' },
      accept: { type: 'string', multiple: true, default: [] },
      data: { type: 'string' },
      community: { type: 'string' },
    },
  });
  const [file, ...more] = positionals;
  const base = {
    data: resolve(values.data ?? environment['LINLI_DATA'] ?? './data'),
    database: readDatabase(environment),
    apply: values.apply,
    community: values.community ?? null,
    accepted: values.accept,
  };
  if (values.undo !== undefined && file === undefined) {
    return { ...base, task: { of: 'undo', batch: values.undo } };
  }
  if (file === undefined || more.length > 0 || values.undo !== undefined) return null;
  return { ...base, task: { of: 'import', file } };
}
