/**
 * Loaded before the server (`node --import`): kills it, as `kill -9` does, at the statement that `LINLI_DIE_AT` names,
 * such as `after commit 3`: right after the third commit was carried out, or right before it.
 */
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { Client } from 'pg';

const [moment = '', word = '', count = '1'] = (process.env['LINLI_DIE_AT'] ?? '').split(' ');
let left = Number(count);

/** Whether this statement is the one, counting it. */
function isTheOne(text: string): boolean {
  if (word !== '*' && !text.trimStart().toLowerCase().startsWith(word)) return false;
  left -= 1;
  return left === 0;
}

function around<T>(text: string, work: () => T): T {
  const dies = isTheOne(text);
  if (dies && moment === 'before') process.kill(process.pid, 'SIGKILL');
  const value = work();
  if (!dies) return value;
  if (value instanceof Promise) {
    return value.then(() => process.kill(process.pid, 'SIGKILL')) as T;
  }
  process.kill(process.pid, 'SIGKILL');
  return value;
}

if (moment !== '') {
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
