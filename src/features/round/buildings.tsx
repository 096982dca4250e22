import { Building2, Check, History } from 'lucide-react';
import { useMemo, useState } from 'react';
import { placeAt } from '../../domain/place.ts';
import {
  coverageOf,
  doorStates,
  groupByPlace,
  type Coverage,
} from '../../domain/rules/coverage.ts';
import { startOfMonth } from '../../domain/rules/shanghai-day.ts';
import { useMemory, useNow, useRecords } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { Pill } from '../../ui/pill.tsx';
import { placeParam } from '../../ui/place-param.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { Section } from '../../ui/section.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import css from './buildings.module.css';
import { lastBuildingKey } from './last-building.ts';
import { roundWords } from './words.ts';

type Place = Local<'places'>;

const byNumber = new Intl.Collator('zh', { numeric: true });
const searchableFrom = 10;

/** How far the round of each building has come this month, by the building's path. */
function useProgress(): ReadonlyMap<string, Coverage> {
  const since = startOfMonth(useNow());
  const households = useRecords('places', { where: { kind: 'household' } });
  const visits = useRecords('visits', { where: { finishedAt: { $gte: since } } });
  return useMemo(() => {
    if (!households || !visits) return new Map<string, Coverage>();
    const states = doorStates(visits, since);
    const groups = groupByPlace(
      households.map(({ place }) => place),
      'building',
    );
    return new Map([...groups].map(([building, doors]) => [building, coverageOf(doors, states)]));
  }, [households, visits, since]);
}

/** The buildings to choose from: the one of the last round first, the others by grid. */
export function Buildings({
  buildings,
  grids,
}: {
  readonly buildings: readonly Place[];
  readonly grids: readonly Place[];
}) {
  const say = useWords(roundWords);
  const [sought, setSought] = useState('');
  const [last] = useMemory<string | null>(lastBuildingKey, null);
  const progress = useProgress();
  const wanted = sought.replaceAll(/\s/g, '');
  const found = buildings
    .filter(({ name }) => name.includes(wanted))
    .toSorted((a, b) => byNumber.compare(a.name, b.name));
  const lastBuilding = wanted === '' ? found.find(({ place }) => place === last) : undefined;
  const byGrid = Map.groupBy(
    found.filter((building) => building !== lastBuilding),
    ({ place }) => placeAt(place, 'grid') ?? '',
  );
  const order = grids.map(({ place }) => place).toSorted();
  return (
    <>
      {buildings.length >= searchableFrom && (
        <SearchBox value={sought} onChange={setSought} label={say('pickSearch')} />
      )}
      {found.length === 0 && <EmptyState title={say('pickNoMatch')} />}
      {lastBuilding && (
        <Section title={say('pickLast')}>
          <BuildingRow building={lastBuilding} coverage={progress.get(lastBuilding.place)} last />
        </Section>
      )}
      {[...byGrid]
        .toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b))
        .map(([grid, members]) => (
          <Section
            key={grid}
            title={
              byGrid.size > 1 || !lastBuilding
                ? (grids.find(({ place }) => place === grid)?.name ?? say('pickOthers'))
                : say('pickOthers')
            }
            count={members.length}
          >
            <div className={css['rows']}>
              {members.map((building) => (
                <BuildingRow
                  key={building.place}
                  building={building}
                  coverage={progress.get(building.place)}
                />
              ))}
            </div>
          </Section>
        ))}
    </>
  );
}

function BuildingRow({
  building,
  coverage,
  last = false,
}: {
  readonly building: Place;
  readonly coverage: Coverage | undefined;
  readonly last?: boolean;
}) {
  const say = useWords(roundWords);
  const done = coverage && coverage.settled === coverage.households;
  const figures = coverage && { done: coverage.settled, total: coverage.households };
  return (
    <ListRow
      icon={last ? History : Building2}
      edge={last ? 'teal' : undefined}
      title={building.name}
      detail={coverage && coverage.settled + coverage.notIn === 0 ? say('notYet') : undefined}
      right={
        figures &&
        (done ? (
          <Pill tone="teal" icon={Check}>
            {say('complete')}
          </Pill>
        ) : (
          say('progress', figures)
        ))
      }
      below={
        figures && (
          <ProgressBar
            value={figures.done}
            max={figures.total}
            label={say('progressSpoken', figures)}
          />
        )
      }
      to={`/round/${placeParam(building.place)}`}
    />
  );
}
