import { Siren } from 'lucide-react';
import type { Reader } from '../../domain/access.ts';
import { placeFromHere } from '../../domain/rules/place-from-here.ts';
import type { PlaceNames } from '../../domain/rules/place-words.ts';
import type { Clock } from '../../domain/rules/need-clocks.ts';
import type { NeedForMe } from '../../domain/rules/today.ts';
import { Dots } from '../../ui/dots.tsx';
import { formatDuration, formatRoughly } from '../../ui/format.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { Pill } from '../../ui/pill.tsx';
import { Section } from '../../ui/section.tsx';
import { TimeBar, toneOfClock } from '../../ui/time-bar.tsx';
import { useWords } from '../../ui/words.ts';
import css from './needs-section.module.css';
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
  const facts = [
    need.urgency === 'normal' ? null : say(need.urgency),
    say(why),
    [where, need.personName].filter(Boolean).join(' '),
    need.when,
  ];
  return (
    <ListRow
      icon={emergency ? Siren : undefined}
      edge={emergency ? 'alarm' : undefined}
      title={<span className={css['what']}>{need.what}</span>}
      detail={<Dots of={facts} />}
      to={`/needs/${need.id}`}
      {...(clock ? { below: <TimeLeft clock={clock} now={now} /> } : {})}
    />
  );
}

/** How much time is left, in words and as a bar; once it is over the words alone say so. */
function TimeLeft({ clock, now }: { readonly clock: Clock; readonly now: number }) {
  const say = useWords(todayWords);
  const { startsAt, dueAt, left } = clock;
  const words =
    left < 0
      ? say('over_due', { time: formatRoughly(-left) })
      : say('left', { time: formatDuration(left) });
  return (
    <span className={css['time']}>
      <Pill tone={toneOfClock(startsAt, dueAt, now)}>{words}</Pill>
      {left >= 0 && (
        <span className={css['bar']}>
          <TimeBar from={startsAt} due={dueAt} now={now} label={words} />
        </span>
      )}
    </span>
  );
}
