import type { Change, Local } from '../../store/local-record.ts';

type Visit = Local<'visits'>;

/** What was tapped and typed in this form: an answer of null was taken back, a field of null emptied. */
export interface Filled {
  readonly answers: Readonly<Record<string, string | null>>;
  readonly others: Omit<Change<'visits'>, 'answers'>;
}

export const nothingFilled: Filled = { answers: {}, others: {} };

/** What was filled in before, and this. */
export const andThis = (before: Filled, { answers, others }: Filled): Filled => ({
  answers: { ...before.answers, ...answers },
  others: { ...before.others, ...others },
});

/** The change that brings what was filled in here into the visit as it is: another tab may fill it in as well. */
export function changeOf({ answers, others }: Filled, visit: Visit): Change<'visits'> {
  if (Object.keys(answers).length === 0) return others;
  const all = Object.entries({ ...visit.answers, ...answers });
  const given = all.filter((each): each is [string, string] => each[1] !== null);
  return { ...others, answers: Object.fromEntries(given) };
}

/** The visit as it is stored, with what was filled in here laid over it. */
export function laidOver(stored: Visit, filled: Filled): Visit {
  const next: Record<string, unknown> = { ...stored };
  for (const [field, value] of Object.entries(changeOf(filled, stored))) {
    if (value === null) delete next[field];
    else if (value !== undefined) next[field] = value;
  }
  return next as unknown as Visit;
}
