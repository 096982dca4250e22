import Papa from 'papaparse';
import {
  guessColumns,
  guessReadings,
  type Sheet,
  type SheetReading,
} from '../../domain/roster/columns.ts';
import type { ImportInput, ImportPlan } from '../../domain/roster/import-plan.ts';
import { planImport } from '../../domain/roster/plan-import.ts';
import type { FileProblem } from '../../domain/roster/read-roster-file.ts';
import { openRosterFile } from './open-roster-file.ts';

/** A sheet as the screen shows it: its heading and first rows, not the whole of it. */
export interface SheetPreview {
  readonly name: string;
  readonly rows: Sheet['rows'];
  /** Rows that hold anything, the heading among them. */
  readonly rowCount: number;
}

export type Opened =
  | {
      readonly ok: true;
      readonly sheets: readonly SheetPreview[];
      readonly readings: readonly SheetReading[];
    }
  | { readonly ok: false; readonly problem: FileProblem };

export type PlanRequest = Omit<ImportInput, 'sheets' | 'newId'>;

/** Where a rejected row stands, and why it was rejected, in words. */
export interface RejectedLine {
  readonly row: number;
  readonly why: string;
}

/** The desk at which a file lies open: it reads, plans and writes out what was rejected. */
export interface RosterDesk {
  open(bytes: Uint8Array): Promise<Opened>;
  plan(request: PlanRequest): Promise<ImportPlan>;
  /** The rejected rows of one sheet as they came, as CSV, to be mended and imported again. */
  rejectedCsv(
    reading: SheetReading,
    lines: readonly RejectedLine[],
    titles: { readonly row: string; readonly why: string },
  ): Promise<string>;
}

const previewRows = 12;

/** Somebody who sees no list that we know by its heading is asked: the fullest sheet, its first row. */
function readingsOf(sheets: readonly Sheet[]): readonly SheetReading[] {
  const guessed = guessReadings(sheets);
  if (guessed.length > 0) return guessed;
  const [fullest] = [...sheets.entries()].toSorted(([, a], [, b]) => b.rows.length - a.rows.length);
  if (!fullest) return [];
  const [sheet, { rows }] = fullest;
  const headerRow = Math.max(
    0,
    rows.findIndex((row) => row.some((cell) => cell.trim() !== '')),
  );
  const mapping = guessColumns(rows[headerRow] ?? [], 'residents');
  return [{ sheet, part: 'residents', headerRow, mapping }];
}

/** Ids within a plan; the store gives the real ones when the plan is carried out. */
function planIds(): () => string {
  let next = 0;
  return () => {
    next += 1;
    return `planned-${next}`;
  };
}

/** A desk in this thread; `desk-in-worker.ts` puts one into a worker. */
export function rosterDesk(): RosterDesk {
  let sheets: readonly Sheet[] = [];
  return {
    async open(bytes) {
      const reading = await openRosterFile(bytes);
      if (!reading.ok) return reading;
      sheets = reading.sheets;
      return {
        ok: true,
        sheets: sheets.map(({ name, rows }) => ({
          name,
          rows: rows.slice(0, previewRows),
          rowCount: rows.filter((row) => row.some((cell) => cell.trim() !== '')).length,
        })),
        readings: readingsOf(sheets),
      };
    },
    plan: (request) => Promise.resolve(planImport({ ...request, sheets, newId: planIds() })),
    rejectedCsv({ sheet, headerRow }, lines, titles) {
      const rows = sheets[sheet]?.rows ?? [];
      const header = rows[headerRow] ?? [];
      const filled = (row: readonly string[]): string[] =>
        header.map((_, index) => row[index] ?? '');
      const csv = Papa.unparse(
        [
          [...header, titles.row, titles.why],
          ...lines.map(({ row, why }) => [...filled(rows[row - 1] ?? []), String(row), why]),
        ],
        { escapeFormulae: true },
      );
      return Promise.resolve(`\uFEFF${csv}\r\n`);
    },
  };
}
