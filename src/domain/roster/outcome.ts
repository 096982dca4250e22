import type { PostColumn, ResidentColumn } from './columns.ts';

/** What the importer mended in a cell; each has its words in the app. */
export type CorrectionCode =
  | 'spaces'
  | 'fullWidth'
  | 'phoneMarks'
  | 'countryCode'
  | 'dateStyle'
  | 'dateYearOnly'
  | 'doorSuffix'
  | 'doorZeros'
  | 'placeholder'
  | 'wordForm'
  | 'placeName'
  | 'formulaAsText'
  | 'htmlAsText'
  | 'startToday';

/** Why a row is not imported; each has its words, and what to do, in the app. */
export type ReasonCode =
  | 'missingName'
  | 'badName'
  | 'unreadableText'
  | 'otherCommunity'
  | 'missingGrid'
  | 'unknownGrid'
  | 'missingBuilding'
  | 'unknownBuilding'
  | 'missingDoor'
  | 'badDoor'
  | 'impossibleDate'
  | 'badPhone'
  | 'unknownGender'
  | 'unknownGrade'
  | 'unknownAnswer'
  | 'tooLong'
  | 'duplicateRow'
  | 'samePersonDiffers'
  | 'missingRole'
  | 'unknownRole'
  | 'missingRange'
  | 'unknownRange'
  | 'personNotFound'
  | 'personAmbiguous'
  | 'notAllowed';

export type Column = ResidentColumn | PostColumn;

/** One cell that was mended: what it said and what was taken. */
export interface Correction {
  readonly code: CorrectionCode;
  readonly field: Column;
  readonly from: string;
  readonly to: string;
}

/** One reason against a row; `sameAs` is the row that already says the same. */
export interface Reason {
  readonly code: ReasonCode;
  readonly field?: Column;
  readonly value?: string;
  readonly sameAs?: number;
}

/** One field of a record that the list changes. */
export interface FieldChange {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

export type RowResult = 'imported' | 'corrected' | 'updated' | 'unchanged' | 'rejected';

/** What becomes of one row of the file. `row` is its number as the spreadsheet shows it. */
export interface RowOutcome {
  readonly sheet: string;
  readonly part: 'residents' | 'posts';
  readonly row: number;
  readonly result: RowResult;
  /** The name and the place as the row gives them, for the eye. */
  readonly who: string;
  readonly where: string;
  readonly corrections: readonly Correction[];
  readonly changes: readonly FieldChange[];
  readonly reasons: readonly Reason[];
}

export type Counts = Readonly<Record<RowResult, number>>;

/** How many rows ended in each way. */
export function countResults(outcomes: readonly Pick<RowOutcome, 'result'>[]): Counts {
  const counts = { imported: 0, corrected: 0, updated: 0, unchanged: 0, rejected: 0 };
  for (const { result } of outcomes) counts[result] += 1;
  return counts;
}

/** How many rows carry each correction and each reason, most frequent first. */
export function countCodes(outcomes: readonly RowOutcome[]): {
  corrections: Partial<Record<CorrectionCode, number>>;
  reasons: Partial<Record<ReasonCode, number>>;
} {
  const tally = <C extends string>(perRow: readonly (readonly C[])[]) => {
    const counts = new Map<C, number>();
    for (const codes of perRow) {
      for (const code of new Set(codes)) counts.set(code, (counts.get(code) ?? 0) + 1);
    }
    const sorted = [...counts].toSorted(([, a], [, b]) => b - a);
    return Object.fromEntries(sorted) as Partial<Record<C, number>>;
  };
  return {
    corrections: tally(outcomes.map((row) => row.corrections.map(({ code }) => code))),
    reasons: tally(outcomes.map((row) => row.reasons.map(({ code }) => code))),
  };
}
