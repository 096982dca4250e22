import { z } from 'zod';
import type { Notice } from '../notices.ts';
import type { Creation, ImportPlan } from './import-plan.ts';
import { countCodes, countResults, type RowResult } from './outcome.ts';

const count = z.record(z.string(), z.int());

const rejectedRow = z.object({
  sheet: z.string(),
  row: z.int(),
  who: z.string(),
  where: z.string(),
  reasons: z.array(
    z.object({
      code: z.string(),
      field: z.string().optional(),
      value: z.string().optional(),
      sameAs: z.int().optional(),
    }),
  ),
});

const editedRecord = z.object({
  c: z.enum(['places', 'people', 'posts']),
  id: z.string(),
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
});

/** What is kept of an import: how it went, which rows were left out and why, what stood where it edited. */
const importOutcome = z.object({
  file: z.string(),
  counts: z.object({
    imported: z.int(),
    corrected: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    rejected: z.int(),
  } satisfies Record<RowResult, z.ZodType>),
  corrections: count,
  reasons: count,
  /** This record's part of the whole, from 0: long lists of rejected rows and edits go on in further records. */
  part: z.int(),
  parts: z.int(),
  rejected: z.array(rejectedRow),
  edited: z.array(editedRecord),
});
export type ImportOutcome = z.infer<typeof importOutcome>;

/** Entries in one record: some 100 kB, so that no record is too large for a push. */
const perRecord = 300;

function slices<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / perRecord) }, (_, index) =>
    items.slice(index * perRecord, (index + 1) * perRecord),
  );
}

/** The records that remember an import, the first with its figures; they are what an undo goes by. */
export function importRecords(
  plan: ImportPlan,
  about: { readonly community: string; readonly file: string; readonly newId: () => string },
): Creation[] {
  const rejected = plan.outcomes
    .filter(({ result }) => result === 'rejected')
    .map(({ sheet, row, who, where, reasons }) => ({
      sheet,
      row,
      who: who.slice(0, 60),
      where: where.slice(0, 60),
      reasons: reasons.map((reason) => ({ ...reason, value: (reason.value ?? '').slice(0, 80) })),
    }));
  const edited = plan.edits.map(({ c, id, set, before }) => ({ c, id, before, after: set }));
  const rejectedParts = slices(rejected);
  const editedParts = slices(edited);
  const parts = Math.max(1, rejectedParts.length, editedParts.length);
  const { corrections, reasons } = countCodes(plan.outcomes);
  return Array.from({ length: parts }, (_, part) => {
    const outcome = {
      file: about.file.slice(0, 200),
      counts: countResults(plan.outcomes),
      corrections,
      reasons,
      part,
      parts,
      rejected: rejectedParts[part] ?? [],
      edited: editedParts[part] ?? [],
    };
    return {
      c: 'notices',
      r: {
        id: about.newId(),
        kind: 'import',
        place: about.community,
        title: outcome.file,
        batch: plan.batch,
        outcome,
      },
    };
  });
}

/** What an import record says, or null where it is not one or was written by a version we do not know. */
export function importOutcomeOf(record: Pick<Notice, 'kind' | 'outcome'>): ImportOutcome | null {
  if (record.kind !== 'import') return null;
  const parsed = importOutcome.safeParse(record.outcome);
  return parsed.success ? parsed.data : null;
}
