/**
 * Loaded before the server (`node --import`): kills it, as `kill -9` does, right after the statement that
 * `LINLI_DIE_AT` names: `statement 3` is the third of all, `write 3` the third commit of something written.
 */
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { Client } from 'pg';

const [what = '', count = '0'] = (process.env['LINLI_DIE_AT'] ?? '').split(' ');
let left = Number(count);
let wrote = false;

/** Whether this statement is the one, counting it. */
function isTheOne(text: string): boolean {
  if (what === 'write') {
    if (/^update communities set seq = [^s]/.test(text)) wrote = true;
    if (!wrote || text !== 'commit') return false;
    wrote = false;
  }
  left -= 1;
  return left === 0;
}

function around<T>(text: string, work: () => T): T {
  const dies = isTheOne(text);
  const value = work();
  if (!dies) return value;
  if (value instanceof Promise) {
    return value.then(() => process.kill(process.pid, 'SIGKILL')) as T;
  }
  process.kill(process.pid, 'SIGKILL');
  return value;
}

if (left > 0) {
  const { exec } = DatabaseSync.prototype;
  DatabaseSync.prototype.exec = function execOrDie(text) {
    around(text, () => exec.call(this, text));
  };
  for (const name of ['run', 'all', 'get'] as const) {
    const original = StatementSync.prototype[name] as (...values: unknown[]) => unknown;
    Object.assign(StatementSync.prototype, {
      [name](this: StatementSync, ...values: unknown[]) {
        return around(this.sourceSQL, () => original.apply(this, values));
      },
    });
  }
  const query = Client.prototype.query as (...values: unknown[]) => unknown;
  Object.assign(Client.prototype, {
    query(this: Client, ...values: unknown[]) {
      const [first] = values;
      const text = typeof first === 'string' ? first : ((first as { text?: string })?.text ?? '');
      return around(text, () => query.apply(this, values));
    },
  });
}
