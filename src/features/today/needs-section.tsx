import { HeartHandshake, Siren } from 'lucide-react';
import type { Reader } from '../../domain/access.ts';
import { placeFromHere } from '../../domain/rules/place-from-here.ts';
import type { PlaceNames } from '../../domain/rules/place-words.ts';
import type { NeedForMe } from '../../domain/rules/today.ts';
import { formatDuration } from '../../ui/format.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { Pill } from '../../ui/pill.tsx';
import { Section } from '../../ui/section.tsx';
import { TimeBar, toneOfClock } from '../../ui/time-bar.tsx';
import { useWords } from '../../ui/words.ts';
import { todayWords } from './words.ts';

const shownAtMost = 6;

/** The needs given to me, and those I am to sort, with the clock that presses most. */
export function NeedsSection({
  needs,
  reader,
  names,
  now,
}: {
  readonly needs: readonly NeedForMe[];
  readonly reader: Reader;
  readonly names: PlaceNames;
  readonly now: number;
}) {
  const say = useWords(todayWords);
  if (needs.length === 0) return null;
  const hidden = needs.length - shownAtMost;
  return (
    <Section title={say('needs')} count={needs.length}>
      {needs.slice(0, shownAtMost).map((waiting) => (
        <NeedRow
          key={waiting.need.id}
          waiting={waiting}
          where={placeFromHere(waiting.need.place, names, reader.grants)}
          now={now}
        />
      ))}
      {hidden > 0 && <ListRow title={say('moreNeeds', { n: hidden })} to="/needs" />}
    </Section>
  );
}

function NeedRow({
  waiting: { need, why, clock },
  where,
  now,
}: {
  readonly waiting: NeedForMe;
  readonly where: string;
  readonly now: number;
}) {
  const say = useWords(todayWords);
  const emergency = need.urgency === 'emergency';
  const detail = [
    need.urgency === 'normal' ? null : say(need.urgency),
    [where, need.personName].filter(Boolean).join(' '),
    need.when,
    say(why),
  ];
  const time = clock && formatDuration(Math.abs(clock.left));
  const words = clock && say(clock.left < 0 ? 'over_due' : 'left', { time: time ?? '' });
  return (
    <ListRow
      icon={emergency ? Siren : HeartHandshake}
      edge={emergency ? 'alarm' : undefined}
      title={<span data-clamp>{need.what}</span>}
      detail={detail.filter(Boolean).join(' · ')}
      to={`/needs/${need.id}`}
      {...(clock && words !== null
        ? {
            right: <Pill tone={toneOfClock(clock.startsAt, clock.dueAt, now)}>{words}</Pill>,
            below: <TimeBar from={clock.startsAt} due={clock.dueAt} now={now} label={words} />,
          }
        : {})}
    />
  );
}
