import { DoorOpen, PartyPopper, PencilLine, Printer } from 'lucide-react';
import { doorFilters, passes, type DoorFilter } from '../../domain/rules/round.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { useSearchParam } from '../../ui/link.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Page } from '../../ui/page.tsx';
import { placeParam } from '../../ui/place-param.ts';
import { PrimaryButton } from '../../ui/primary-button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { EmptyState, LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { BuildingGrid } from './building-grid.tsx';
import css from './building-page.module.css';
import { doorLabel } from './door-face.ts';
import type { Round } from './use-round.ts';
import { roundWords } from './words.ts';

/** The building with its progress, and one button that leads on. */
export function BuildingPage({
  round,
  name,
  back,
  open = null,
}: {
  readonly round: Round | undefined;
  readonly name: string;
  readonly back: string | undefined;
  /** The door that is open beside the building. */
  readonly open?: string | null;
}) {
  const say = useWords(roundWords);
  const next = round?.next ?? null;
  return (
    <Page
      title={name}
      back={back}
      bottom={
        next && open === null ? (
          <PrimaryButton
            icon={next.draft === null ? DoorOpen : PencilLine}
            to={`/door/${placeParam(next.place)}`}
          >
            {say(nextWord(next), { door: doorLabel(next) })}
          </PrimaryButton>
        ) : undefined
      }
    >
      {round ? <Doors round={round} name={name} open={open} /> : <LoadingState />}
    </Page>
  );
}

function PrintButton() {
  const say = useWords(roundWords);
  return (
    <button type="button" className={css['print']} onClick={() => window.print()}>
      <Icon of={Printer} /> {say('print')}
    </button>
  );
}

function nextWord(next: NonNullable<Round['next']>) {
  if (next.draft !== null) return 'continueAt';
  return next.state === 'unvisited' ? 'nextIs' : 'knockAgain';
}

function Doors({
  round,
  name,
  open,
}: {
  readonly round: Round;
  readonly name: string;
  readonly open: string | null;
}) {
  const say = useWords(roundWords);
  const [asked, setFilter] = useSearchParam('show', 'all');
  const filter = doorFilters.find((known) => known === asked) ?? 'all';
  const { doors, coverage } = round;
  const count = (which: DoorFilter) => doors.filter((door) => passes(door, which)).length;
  if (doors.length === 0) {
    return <EmptyState title={say('noDoors')}>{say('noDoorsHint')}</EmptyState>;
  }
  const done = coverage.settled === coverage.households;
  return (
    <>
      <div className={css['progress']}>
        <p className={css['figures']}>
          <span className={css['month']}>{say('thisRound')}</span>
          <span aria-hidden="true">
            <strong>{coverage.settled}</strong> / {say('homes', { n: coverage.households })}
          </span>
        </p>
        <ProgressBar
          value={coverage.settled}
          max={coverage.households}
          label={say('progressSpoken', { done: coverage.settled, total: coverage.households })}
        />
      </div>
      {done && (
        <EmptyState icon={PartyPopper} title={say('allDone', { n: coverage.households })}>
          {say('allDoneHint')}
        </EmptyState>
      )}
      <div className={css['room']}>
        <div className={css['plan']}>
          <FilterChips
            label={say('filter')}
            value={filter}
            onChange={setFilter}
            choices={[
              { value: 'all', label: say('all') },
              { value: 'unvisited', label: say('unvisited'), count: count('unvisited') },
              { value: 'watched', label: say('watched'), count: count('watched') },
            ]}
          />
          <div className={css['doors']}>
            {count(filter) === 0 ? (
              <EmptyState
                title={say(filter === 'watched' ? 'noneWatched' : 'noneLeft')}
                action={{ label: say('showAll'), onClick: () => setFilter('all') }}
              />
            ) : (
              <BuildingGrid
                name={name}
                doors={doors}
                filter={filter}
                chosen={open ?? round.next?.place ?? null}
                replaces={open !== null}
              />
            )}
          </div>
          <div className={css['paper']}>
            <PrintButton />
          </div>
        </div>
      </div>
    </>
  );
}
