import type { Correction, FieldChange, Reason, RowOutcome } from '../../domain/roster/outcome.ts';
import { formatDay, formatList } from '../../ui/format.ts';
import { sayIn, useWords } from '../../ui/words.ts';
import { columnWords, correctionWords, reasonWords, valueWords } from './outcome-words.ts';

type ValueKey = keyof typeof valueWords.zh;
type ColumnKey = keyof typeof columnWords.zh;

const isValueKey = (value: string): value is ValueKey => Object.hasOwn(valueWords.zh, value);
const isColumnKey = (field: string): field is ColumnKey => Object.hasOwn(columnWords.zh, field);

function valueText(field: string, value: unknown): string {
  const say = sayIn(valueWords);
  if (value === undefined || value === null || value === '') return say('none');
  if (typeof value === 'boolean') return say(value ? 'yes' : 'no');
  if (typeof value === 'number') return formatDay(value);
  if (Array.isArray(value)) return formatList(value.map(String));
  if (typeof value !== 'string') return '';
  return (field === 'gender' || field === 'grade') && isValueKey(value) ? say(value) : value;
}

/** One line of explanation of a row: what it is about, and for a mended cell both values. */
export interface OutcomeLine {
  readonly key: string;
  readonly text: string;
  readonly from?: string;
  readonly to?: string;
}

/** Why a row was rejected, in one sentence. */
export function reasonText(reason: Reason): string {
  return sayIn(reasonWords)(reason.code, {
    value: reason.value ?? '',
    row: reason.sameAs ?? '',
    field: reason.field ? sayIn(columnWords)(reason.field) : '',
  });
}

function correctionLine({ code, field, from, to }: Correction): OutcomeLine {
  const what = `${sayIn(columnWords)(field)} · ${sayIn(correctionWords)(code)}`;
  const key = `${field} ${code}`;
  if (code === 'startToday') return { key, text: what };
  if (from === to) return { key, text: what, to };
  return { key, text: what, from, to: valueText(field, to) };
}

function changeLine({ field, from, to }: FieldChange, where: string): OutcomeLine {
  const text = isColumnKey(field) ? sayIn(columnWords)(field) : field;
  if (field === 'place') return { key: field, text, to: where };
  return { key: field, text, from: valueText(field, from), to: valueText(field, to) };
}

/** Everything there is to say about a row, in words; follows the language of the moment. */
export function useOutcomeLines(): (outcome: RowOutcome) => readonly OutcomeLine[] {
  // Subscribes to the language: the sentences are put together outside of components.
  useWords(reasonWords);
  return ({ result, reasons, corrections, changes, where }) => {
    if (result === 'rejected') {
      return reasons.map((reason) => ({
        key: `${reason.code} ${reason.field ?? ''}`,
        text: reasonText(reason),
      }));
    }
    if (result === 'unchanged') return [];
    return [
      ...changes.map((change) => changeLine(change, where)),
      ...corrections.map(correctionLine),
    ];
  };
}
