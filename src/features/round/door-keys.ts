import type { FloorRow } from '../../domain/rules/round.ts';

interface Cell {
  readonly place: string;
}

/** The door that an arrow key leads to from `place`, or null where the key means nothing or there is no further door. */
export function doorByKey<D extends Cell>(
  rows: readonly FloorRow<D>[],
  place: string,
  key: string,
): string | null {
  const row = rows.findIndex((each) => each.cells.some((cell) => cell?.place === place));
  const cells = rows[row]?.cells;
  if (!cells) return null;
  const column = cells.findIndex((cell) => cell?.place === place);
  const flat = rows.flatMap((each) => each.cells.flatMap((cell) => cell?.place ?? []));
  const at = flat.indexOf(place);
  switch (key) {
    case 'ArrowLeft':
      return flat[at - 1] ?? null;
    case 'ArrowRight':
      return flat[at + 1] ?? null;
    case 'ArrowUp':
      return nearest(rows.slice(0, row).toReversed(), column);
    case 'ArrowDown':
      return nearest(rows.slice(row + 1), column);
    case 'Home':
      return flat[0] ?? null;
    case 'End':
      return flat.at(-1) ?? null;
    default:
      return null;
  }
}

/** The door in this column on the first of these floors that has any, or the one closest beside it. */
function nearest<D extends Cell>(rows: readonly FloorRow<D>[], column: number): string | null {
  for (const { cells } of rows) {
    const found = cells
      .map((cell, index) => ({ cell, away: Math.abs(index - column) }))
      .filter(({ cell }) => cell !== null)
      .toSorted((a, b) => a.away - b.away)[0];
    if (found?.cell) return found.cell.place;
  }
  return null;
}
