import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { floorRows, passes, type DoorFilter, type FloorRow } from '../../domain/rules/round.ts';
import { useGo } from '../../ui/link.tsx';
import { placeParam } from '../../ui/place-param.ts';
import { useWords } from '../../ui/words.ts';
import css from './building.module.css';
import { doorFace } from './door-face.ts';
import { doorByKey } from './door-keys.ts';
import { DoorTile, FaintDoor } from './door-tile.tsx';
import type { Door } from './use-round.ts';
import { roundWords } from './words.ts';

/** The building: floors from the top down, doors beside each other, reached as one by Tab and by arrow keys within. */
export function BuildingGrid({
  name,
  doors,
  filter,
  chosen,
  replaces,
}: {
  readonly name: string;
  readonly doors: readonly Door[];
  readonly filter: DoorFilter;
  /** The place of the next door, or of the one open beside the building. */
  readonly chosen: string | null;
  /** Another door is open beside the building: the next one takes its place, so that back leads out of both. */
  readonly replaces: boolean;
}) {
  const say = useWords(roundWords);
  const go = useGo();
  const grid = useRef<HTMLTableElement>(null);
  const rows = useMemo(() => floorRows(doors), [doors]);
  const shown = useMemo(() => onlyPassing(rows, filter), [rows, filter]);
  const [moved, setMoved] = useState<string | null>(null);
  const reachable = shown.flatMap((row) => row.cells.flatMap((cell) => cell?.place ?? []));
  const reached = [moved, chosen].find((place) => place !== null && reachable.includes(place));
  const tabStop = reached ?? reachable[0];
  const columns = Math.max(1, ...rows.map((row) => (row.floor > 0 ? row.cells.length : 0)));

  useEffect(() => {
    const tile = chosen === null ? null : tileAt(grid.current, chosen);
    if (!tile) return;
    const { top, bottom } = tile.getBoundingClientRect();
    // Only where it is out of sight: the head of the building is worth seeing too.
    if (bottom < 0 || top > window.innerHeight) tile.scrollIntoView({ block: 'center' });
  }, [chosen]);

  const onKeyDown = (event: KeyboardEvent) => {
    const from = (event.target as HTMLElement).closest<HTMLElement>('[data-door]');
    const place = from && doorByKey(shown, from.dataset['door'] ?? '', event.key);
    if (!place) return;
    event.preventDefault();
    setMoved(place);
    tileAt(grid.current, place)?.focus();
  };

  const onClick = (event: MouseEvent) => {
    const tile = (event.target as HTMLElement).closest<HTMLElement>('[data-door]');
    // With a modifier key the browser opens the link elsewhere.
    if (!tile || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(`/door/${placeParam(tile.dataset['door'] ?? '')}`, { replace: replaces });
  };

  return (
    <table
      ref={grid}
      // A table that is walked with arrow keys is what ARIA calls a grid; there is no other element for it.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
      role="grid"
      aria-label={say('building', { name })}
      className={css['building']}
      data-columns={Math.min(columns, 8)}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <tbody className={css['floors']}>
        {rows.map((row, index) => {
          const open = shown[index]?.cells ?? [];
          if (open.every((cell) => cell === null)) return null;
          return (
            <tr key={row.floor} className={css['floor']}>
              <th scope="row" className={css['label']}>
                {row.floor > 0 ? say('floor', { n: row.floor }) : say('otherDoors')}
              </th>
              {row.cells.map((door, column) => (
                <td key={door?.place ?? `gap${column}`} className={css['cell']}>
                  {door && open[column] && (
                    <DoorTile
                      {...doorFace(door, say)}
                      place={door.place}
                      reached={door.place === tabStop}
                      chosen={door.place === chosen}
                    />
                  )}
                  {door && !open[column] && <FaintDoor name={door.name} />}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function onlyPassing(rows: readonly FloorRow<Door>[], filter: DoorFilter): FloorRow<Door>[] {
  return rows.map(({ floor, cells }) => ({
    floor,
    cells: cells.map((door) => (door && passes(door, filter) ? door : null)),
  }));
}

function tileAt(grid: HTMLElement | null, place: string): HTMLElement | null {
  return grid?.querySelector<HTMLElement>(`[data-door="${CSS.escape(place)}"]`) ?? null;
}
