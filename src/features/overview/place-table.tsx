import type { OverviewRow } from '../../domain/rules/overview.ts';
import type { DeviceFreshness } from '../../domain/rules/freshness.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Dots } from '../../ui/dots.tsx';
import { formatList, formatShare, formatWhen } from '../../ui/format.ts';
import { useRoomForTwo } from '../../ui/layout.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { Pill } from '../../ui/pill.tsx';
import { placeParam } from '../../ui/place-param.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useWords } from '../../ui/words.ts';
import { TriangleAlert } from 'lucide-react';
import css from './overview.module.css';
import { overviewWords } from './words.ts';

const leadsTo = (row: OverviewRow): string => `/round/${placeParam(row.place)}`;

function useLastHeard(devices: readonly DeviceFreshness[], now: number) {
  const say = useWords(overviewWords);
  return (row: OverviewRow): string => {
    const holders = new Set(row.duty.map((holder) => holder.person));
    const heard = devices
      .filter((device) => holders.has(device.person))
      .map((device) => device.heardAt);
    return heard.length === 0 ? say('neverHeard') : formatWhen(Math.max(...heard), now);
  };
}

function CoverageBar({ row }: { readonly row: OverviewRow }) {
  const say = useWords(overviewWords);
  const share = row.households === 0 ? 0 : row.settled / row.households;
  return (
    <span className={css['coverage']}>
      <ProgressBar value={row.settled} max={row.households} label={say('coverage')} />
      <span className={css['percent']}>{formatShare(share)}</span>
    </span>
  );
}

function Overdue({ n }: { readonly n: number }) {
  if (n === 0) return <>0</>;
  return (
    <Pill tone="alarm" icon={TriangleAlert}>
      {n}
    </Pill>
  );
}

const namesOf = ({ duty }: OverviewRow) => formatList(duty.map(({ name }) => name));

function Duty({ row }: { readonly row: OverviewRow }) {
  const say = useWords(overviewWords);
  const names = namesOf(row);
  return names === '' ? <Pill tone="amber">{say('nobody')}</Pill> : names;
}

const coverageCell = (row: OverviewRow) => <CoverageBar row={row} />;
const overdueCell = (row: OverviewRow) => <Overdue n={row.overdue} />;
const dutyCell = (row: OverviewRow) => <Duty row={row} />;

interface Props {
  readonly rows: readonly OverviewRow[];
  readonly devices: readonly DeviceFreshness[];
  readonly now: number;
}

/** Grids and their building groups: a table where there is room, cards on a phone and for large letters. */
export function PlaceTable(props: Props) {
  return useRoomForTwo() ? <WidePlaceTable {...props} /> : <PlaceCards {...props} />;
}

function WidePlaceTable({ rows, devices, now }: Props) {
  const say = useWords(overviewWords);
  const lastHeard = useLastHeard(devices, now);
  const columns: readonly Column<OverviewRow>[] = [
    { key: 'place', title: say('place'), cell: (row) => row.name },
    { key: 'households', title: say('households'), cell: (row) => row.households, align: 'end' },
    { key: 'coverage', title: say('coverage'), cell: coverageCell },
    {
      key: 'overdue',
      title: say('overdue'),
      cell: overdueCell,
      align: 'end',
    },
    { key: 'needs', title: say('needs'), cell: (row) => row.openNeeds, align: 'end' },
    {
      key: 'duty',
      title: say('duty'),
      cell: dutyCell,
    },
    { key: 'heard', title: say('heard'), cell: (row) => lastHeard(row) },
  ];
  return (
    <DataTable
      caption={say('places')}
      columns={columns}
      rows={rows}
      keyOf={(row) => row.place}
      to={leadsTo}
      indent={(row) => (row.kind === 'building' ? 1 : 0)}
    />
  );
}

function PlaceCards({ rows, devices, now }: Props) {
  const say = useWords(overviewWords);
  const lastHeard = useLastHeard(devices, now);
  return (
    <ul className={css['cards']}>
      {rows.map((row) => (
        <li key={row.place} data-kind={row.kind}>
          <ListRow
            to={leadsTo(row)}
            title={row.name}
            detail={
              <Dots
                of={[
                  say('householdsOf', { n: row.households }),
                  say('needsOf', { n: row.openNeeds }),
                  namesOf(row) || say('nobody'),
                  lastHeard(row),
                ]}
              />
            }
            right={
              row.overdue > 0 && <Pill tone="alarm">{say('overdueOf', { n: row.overdue })}</Pill>
            }
            below={<CoverageBar row={row} />}
          />
        </li>
      ))}
    </ul>
  );
}
