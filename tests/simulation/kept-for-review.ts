import type { Effects } from './effects-of-rows.ts';
import { canonical, isSame } from './plain-value.ts';

type Body = Readonly<Record<string, unknown>>;

/** Each disagreement, each row that could not be applied and each value deleted unseen must have been kept. */
export function missingFromReview(
  fresh: readonly Body[],
  before: Iterable<unknown>,
  { sides, toReview }: Effects,
): string[] {
  const wrong: string[] = [];
  const conflicts = fresh.filter(({ kind }) => kind === 'conflict');
  if (conflicts.length !== sides.length)
    wrong.push(`${conflicts.length} conflicts were kept, there were ${sides.length}`);
  for (const { c, id, field, stands, other } of sides) {
    const kept = conflicts.some(
      (notice) =>
        isSame(notice['about'], { c, id }) &&
        notice['field'] === field &&
        isSame((notice['stands'] as Body)['value'] ?? null, stands) &&
        isSame((notice['other'] as Body)['value'] ?? null, other),
    );
    if (!kept) wrong.push(`${c} ${id}: two values of ${field}, and neither side was told`);
  }
  if (toReview.length === 0) return wrong;
  const rows = [...fresh.map((notice) => notice['row']), ...before].map(canonical);
  for (const each of toReview) {
    const {
      about,
      field = '',
      value,
    } = each as { about?: string; field?: string; value?: unknown };
    const pair = canonical({ [field]: value }).slice(1, -1);
    const kept = about
      ? rows.some((text) => text.includes(about) && text.includes(pair))
      : rows.includes(canonical(each));
    if (!kept) wrong.push(`nothing was kept for review of ${canonical(each)}`);
  }
  return wrong;
}
