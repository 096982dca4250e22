import { Footprints } from 'lucide-react';
import { useMemo } from 'react';
import type { Reader } from '../../domain/access.ts';
import { placeKindOf } from '../../domain/place.ts';
import { doorStates } from '../../domain/rules/coverage.ts';
import { placeInWords, type PlaceNames } from '../../domain/rules/place-words.ts';
import { roundOf, roundPlaces, type Round } from '../../domain/rules/today.ts';
import type { Person } from '../../domain/people.ts';
import type { Visit } from '../../domain/visits.ts';
import { useRecords } from '../../store/device-context.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { placeParam } from '../../ui/place-param.ts';
import { Pressable } from '../../ui/pressable.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useWords } from '../../ui/words.ts';
import css from './round-card.module.css';
import { todayWords } from './words.ts';

/** The rounds of this month: the one to go on with as the big card, further ones as rows below it. */
export function RoundCards({
  reader,
  watched,
  knocks,
  names,
  now,
}: {
  readonly reader: Reader;
  readonly watched: readonly Person[];
  readonly knocks: readonly Visit[];
  readonly names: PlaceNames;
  readonly now: number;
}) {
  const households = useRecords('places', { where: { kind: 'household' } });
  const rounds = useMemo(() => {
    const doors = (households ?? []).map((household) => household.place);
    const states = doorStates(knocks, now);
    const watchedPlaces = new Set(watched.map((person) => person.place));
    return roundPlaces(reader)
      .map((place) => roundOf(place, doors, states, watchedPlaces))
      .toSorted(byWork);
  }, [reader, households, knocks, watched, now]);
  const [first, ...others] = rounds;
  if (!households || !first || first.households === 0) return null;
  return (
    <>
      <RoundCard round={first} name={nameOf(first, names)} />
      {others.map((round) => (
        <RoundRow key={round.place} round={round} name={nameOf(round, names)} />
      ))}
    </>
  );
}

const workLeft = (round: Round): number => (round.remaining === 0 ? 2 : round.begun ? 0 : 1);
const byWork = (a: Round, b: Round): number => workLeft(a) - workLeft(b);

const nameOf = (round: Round, names: PlaceNames): string =>
  names.get(round.place) ?? placeInWords(round.place, names);

/** A building opens as its doors; a grid is too wide for that and opens as a choice of buildings. */
const roundAddress = (place: string): string =>
  placeKindOf(place) === 'building' ? `/round/${placeParam(place)}` : '/round';

function useRoundWords(round: Round): string {
  const say = useWords(todayWords);
  if (round.remaining === 0) return say('roundDone');
  if (round.remaining === round.notIn) return say('roundNotIn', { n: round.notIn });
  return round.watchedRemaining > 0
    ? say('roundLeftWatched', { n: round.remaining, watched: round.watchedRemaining })
    : say('roundLeft', { n: round.remaining });
}

function RoundCard({ round, name }: { readonly round: Round; readonly name: string }) {
  const say = useWords(todayWords);
  const { settled: done, households: all } = round;
  const button =
    round.remaining === 0 ? 'roundLook' : round.begun ? ('roundGoOn' as const) : 'roundStart';
  return (
    <section className={css['card']} aria-label={say('round', { place: name })}>
      <div className={css['words']}>
        <h2 className={css['title']}>{say('round', { place: name })}</h2>
        <p className={css['detail']}>{useRoundWords(round)}</p>
      </div>
      <p className={css['count']} aria-hidden>
        {done}/{all}
      </p>
      <div className={css['bar']}>
        <ProgressBar value={done} max={all} label={say('roundProgress', { done, all })} on="teal" />
      </div>
      <Pressable className={css['button']} to={roundAddress(round.place)}>
        <Icon of={Footprints} />
        <span>{say(button)}</span>
      </Pressable>
    </section>
  );
}

function RoundRow({ round, name }: { readonly round: Round; readonly name: string }) {
  const say = useWords(todayWords);
  const { settled: done, households: all } = round;
  return (
    <ListRow
      icon={Footprints}
      title={name}
      detail={useRoundWords(round)}
      right={`${done}/${all}`}
      below={<ProgressBar value={done} max={all} label={say('roundProgress', { done, all })} />}
      to={roundAddress(round.place)}
    />
  );
}
