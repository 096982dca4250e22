import { DatabaseError } from 'pg';
import { StoreFailure } from './store.ts';

/** PostgreSQL's states that have a word of their own on the wire; two letters stand for their whole class. */
const codeByState: Readonly<Record<string, StoreFailure['code']>> = {
  53100: 'storageFull',
  '53': 'serverBusy',
  '08': 'serverBusy',
  // Its disk does not do what it is told: it starts itself again, or somebody must see to it.
  '58': 'serverBusy',
  // A lock or a statement took too long, two transactions stood in each other's way, the transaction slept.
  '55P03': 'serverBusy',
  57014: 'serverBusy',
  40001: 'serverBusy',
  '40P01': 'serverBusy',
  '25P03': 'serverBusy',
  // The database is going down or coming up, or is a copy that may not be written to.
  '57P01': 'serverBusy',
  '57P02': 'serverBusy',
  '57P03': 'serverBusy',
  25006: 'serverBusy',
};

const worthAnother = new Set(['40001', '40P01']);

function stateOf(error: unknown): string | null {
  return error instanceof DatabaseError ? (error.code ?? '') : null;
}

/** Whether the connection is gone, and with it whatever was under way on it. */
export function isConnectionLost(error: unknown): boolean {
  const state = stateOf(error);
  if (state === null) return error instanceof Error && !(error instanceof TypeError);
  return state.startsWith('08') || state.startsWith('57P') || state === '25P03';
}

/** Whether the same transaction may well succeed when it is tried again at once; it must be certain that it failed. */
export function isWorthAnotherTry(error: unknown): boolean {
  return isConnectionLost(error) || worthAnother.has(stateOf(error) ?? '');
}

/** What the caller is told of a fault of PostgreSQL's. */
export function postgresFailure(error: unknown): StoreFailure {
  if (error instanceof StoreFailure) return error;
  const state = stateOf(error);
  const code =
    state === null
      ? isConnectionLost(error) && 'serverBusy'
      : (codeByState[state] ?? codeByState[state.slice(0, 2)]);
  // Classes 22 and 23: a value it cannot hold, a constraint that a row goes against.
  return new StoreFailure(code || 'internal', error, /^2[23]/.test(state ?? ''));
}
