import type { Core } from '../core.ts';
import type { CommunitySql } from '../store/community.ts';
import type { Sql } from '../store/store.ts';
import { failed, type Failed } from '../outcome.ts';
import type { Surroundings } from '../surroundings.ts';
import { sameSecret, sealOf } from './secrets.ts';

/** Without 0, 1, I and O, which people mistake for one another. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const codeLength = 8;
const selectorLength = 4;
const triesAllowed = 5;
const validForMs = 3 * 86_400_000;

/** A code as it was read out: spaces, dashes and small letters do not matter. */
export const normalCode = (typed: string): string =>
  typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');

/** A new code in two groups of four. */
export function newCode(surroundings: Surroundings): string {
  const letters = [...surroundings.randomBytes(codeLength)].map(
    (byte) => alphabet[byte % 32] ?? '2',
  );
  return letters.join('');
}

/** For people to read: `ABCD-EFGH`. */
export const spokenCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

interface CodeFor {
  readonly person: string;
  readonly code: string;
  readonly reusable: boolean;
  /** Who gave it, and must still be allowed to when it is used; null for the system. */
  readonly givenBy: string | null;
}

/**
 * Keeps a code. Its first half finds it and its second half proves it, so that wrong tries can be counted
 * against the code they were aimed at. Earlier unused codes of the person end.
 */
export async function keepCode(
  core: Pick<Core, 'secret' | 'now'>,
  sql: CommunitySql,
  { person, code, reusable, givenBy }: CodeFor,
): Promise<number> {
  const expiresAt = reusable ? Number.MAX_SAFE_INTEGER : core.now() + validForMs;
  const selector = code.slice(0, selectorLength);
  await sql.run('delete from codes where community = ? and person = ? and used_at is null', [
    sql.community,
    person,
  ]);
  await sql.run('delete from codes where selector = ?', [selector]);
  await sql.run(
    `insert into codes
        (selector, verifier_hash, community, person, expires_at, tries, used_at, reusable, given_by)
      values (?, ?, ?, ?, ?, 0, null, ?, ?)`,
    [
      selector,
      sealOf(core.secret, code),
      sql.community,
      person,
      expiresAt,
      reusable ? 1 : 0,
      givenBy,
    ],
  );
  return expiresAt;
}

interface CodeRow {
  readonly verifier_hash: string;
  readonly community: string;
  readonly person: string;
  readonly expires_at: number;
  readonly tries: number;
  readonly used_at: number | null;
  readonly reusable: number;
  readonly given_by: string | null;
}

/** One that was made under a clock that ran far ahead would be good for as long as that. */
function isInTime({ expires_at, reusable }: CodeRow, now: number): boolean {
  return now < expires_at && (reusable === 1 || expires_at - now <= 2 * validForMs);
}

/** A code that was told as it is, and not used yet. */
export interface RightCode {
  readonly ok: true;
  readonly community: string;
  readonly person: string;
  readonly givenBy: string | null;
  readonly verifier: string;
}

/** Looks whether a code is the right one; a wrong second half counts as a try. */
export async function proveCode(
  core: Pick<Core, 'secret' | 'now'>,
  sql: Sql,
  typed: string,
): Promise<RightCode | Failed> {
  const code = normalCode(typed);
  const selector = code.slice(0, selectorLength);
  // Written before it is read, so that two processes cannot both find it unused.
  const [row] = await sql.all<CodeRow>(
    'update codes set tries = tries where selector = ? returning *',
    [selector],
  );
  // The same work for a code that does not exist, so that the time tells nothing.
  const right = sameSecret(
    sealOf(core.secret, code),
    row?.verifier_hash ?? sealOf(core.secret, '-'),
  );
  if (!row) return failed('codeUnknown');
  if (row.reusable === 0 && row.tries >= triesAllowed) return failed('codeLocked');
  if (!right) {
    await sql.run('update codes set tries = tries + 1 where selector = ?', [selector]);
    return failed('codeUnknown');
  }
  if (row.used_at !== null && row.reusable === 0) return failed('codeUsed');
  if (!isInTime(row, core.now())) return failed('codeExpired');
  const { community, person, given_by: givenBy, verifier_hash: verifier } = row;
  return { ok: true, community, person, givenBy, verifier };
}

/** Uses a code up, in the transaction of what it opens; false where somebody else was sooner. */
export async function spendCode(sql: Sql, { verifier }: RightCode, now: number): Promise<boolean> {
  const used = await sql.run(
    'update codes set used_at = ? where verifier_hash = ? and (used_at is null or reusable = 1)',
    [now, verifier],
  );
  return used > 0;
}
