import type { Sheet, SheetReading } from './columns.ts';
import type { Correction, FieldChange, Reason, RowOutcome } from './outcome.ts';
import type { RowReading } from './read-resident.ts';

/** A row on its way through the plan. */
export interface RowDraft<T> extends RowReading<T> {
  readonly sheet: string;
  readonly part: SheetReading['part'];
  readonly row: number;
  readonly who: string;
  readonly where: string;
  readonly corrections: Correction[];
  readonly reasons: Reason[];
  readonly changes: FieldChange[];
  isNew: boolean;
}

const isEmpty = (row: readonly string[]): boolean => row.every((cell) => cell.trim() === '');

/** The rows below the heading that hold anything, each read; their numbers are the spreadsheet's, from 1. */
export function draftRows<T>(
  sheet: Sheet,
  { headerRow, mapping, part }: SheetReading,
  readRow: (row: readonly string[]) => RowReading<T>,
): RowDraft<T>[] {
  const cell = (row: readonly string[], index: number | undefined): string =>
    (index === undefined ? undefined : row[index])?.trim() ?? '';
  const placeColumns =
    part === 'posts' ? [mapping.range] : [mapping.grid, mapping.building, mapping.door];
  return [...sheet.rows.entries()].flatMap(([index, row]) => {
    if (index <= headerRow || isEmpty(row)) return [];
    const { value, corrections, reasons } = readRow(row);
    return [
      {
        value,
        corrections: [...corrections],
        reasons: [...reasons],
        changes: [],
        isNew: false,
        sheet: sheet.name,
        part,
        row: index + 1,
        who: cell(row, mapping.name),
        where: placeColumns
          .map((column) => cell(row, column))
          .join(' ')
          .trim(),
      },
    ];
  });
}

/** How the row ended. A correction on a row that changed nothing is not worth a word: it was made before. */
export function outcomeOf(draft: RowDraft<unknown>): RowOutcome {
  const { sheet, part, row, who, where, corrections, changes, reasons, isNew } = draft;
  const result =
    reasons.length > 0
      ? 'rejected'
      : isNew
        ? corrections.length > 0
          ? 'corrected'
          : 'imported'
        : changes.length > 0
          ? 'updated'
          : 'unchanged';
  return { sheet, part, row, result, who, where, corrections, changes, reasons };
}
