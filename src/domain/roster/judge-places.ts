import type { UnknownPlace } from './import-plan.ts';
import type { PlaceBook } from './place-book.ts';
import { buildingKey, gridKey, meansUnknown, namesBuilding } from './place-keys.ts';
import type { Resident } from './read-resident.ts';
import type { RowDraft } from './row-draft.ts';

/** A building group has at least 20 households: a new grid with fewer rows is more likely a slip of the pen. */
const rowsForNewGrid = 20;

/**
 * Decides which grids of the list are real, by their keys: those the community has, those that the posts name, those the clerk
 * accepted, and new ones with enough rows. In the first list of a small community a tenth of its largest grid is
 * enough.
 */
export function realGrids(
  residents: readonly RowDraft<Resident>[],
  book: PlaceBook,
  community: string,
  named: readonly string[],
): ReadonlySet<string> {
  const rows = new Map<string, number>();
  for (const { value } of residents) {
    const key = gridKey(value.grid);
    if (value.grid) rows.set(key, (rows.get(key) ?? 0) + 1);
  }
  const largest = Math.max(0, ...rows.values());
  const enough = book.hasGrids() ? rowsForNewGrid : Math.min(rowsForNewGrid, largest / 10);
  const namedKeys = new Set(named.map(gridKey));
  return new Set(
    [...rows]
      .filter(
        ([key, count]) => count >= enough || namedKeys.has(key) || book.knowsGrid(community, key),
      )
      .map(([key]) => key),
  );
}

/** Whether a building is real: it has a number, the community has it, or the clerk accepted it. */
function isRealBuilding(
  { grid, building }: Pick<Resident, 'grid' | 'building'>,
  book: PlaceBook,
  community: string,
  accepted: ReadonlySet<string>,
): boolean {
  if (namesBuilding(building)) return true;
  if (accepted.has(buildingKey(building)) && !meansUnknown(building)) return true;
  const known = book.find('grid', community, grid);
  return known !== null && book.find('building', known.path, building) !== null;
}

/** Rejects the rows whose grid or building nobody knows, and lists those names that the clerk may accept. */
export function judgePlaces(
  residents: readonly RowDraft<Resident>[],
  book: PlaceBook,
  community: string,
  grids: ReadonlySet<string>,
  accepted: readonly string[],
): UnknownPlace[] {
  const unknown = new Map<string, UnknownPlace>();
  const acceptedBuildings = new Set(accepted.map(buildingKey));
  const report = (kind: UnknownPlace['kind'], name: string): void => {
    if (meansUnknown(name)) return;
    const rows = (unknown.get(`${kind} ${name}`)?.rows ?? 0) + 1;
    unknown.set(`${kind} ${name}`, { kind, name, rows });
  };
  for (const { value, reasons } of residents) {
    if (reasons.some(({ code }) => code === 'otherCommunity')) continue;
    const { grid, building } = value;
    if (grid && !grids.has(gridKey(grid))) {
      reasons.push({ code: 'unknownGrid', field: 'grid', value: grid });
      report('grid', grid);
    } else if (building && !isRealBuilding(value, book, community, acceptedBuildings)) {
      reasons.push({ code: 'unknownBuilding', field: 'building', value: building });
      report('building', building);
    }
  }
  return [...unknown.values()];
}
