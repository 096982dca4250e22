import { CircleCheck, Clock, TriangleAlert } from 'lucide-react';
import type { CareStanding } from '../../domain/rules/care-plan.ts';
import { formatRoughly } from '../../ui/format.ts';
import type { IconType } from '../../ui/icon.tsx';
import type { Tone } from '../../ui/palette.ts';
import { Pill } from '../../ui/pill.tsx';
import { useWords } from '../../ui/words.ts';
import { watchWords } from './words.ts';

export const standingTone: Readonly<Record<CareStanding['state'], Tone>> = {
  overdue: 'alarm',
  dueToday: 'amber',
  onTime: 'teal',
};

export const standingIcon: Readonly<Record<CareStanding['state'], IconType>> = {
  overdue: TriangleAlert,
  dueToday: Clock,
  onTime: CircleCheck,
};

/** How late or how early, in words. */
export function useStandingWords(standing: CareStanding, now: number): string {
  const say = useWords(watchWords);
  if (standing.state === 'overdue') {
    return say('late', { time: formatRoughly(standing.lateBy) });
  }
  if (standing.state === 'dueToday') return say('today');
  return say('left', { time: formatRoughly(standing.dueAt - now) });
}

export function StandingPill({
  standing,
  now,
}: {
  readonly standing: CareStanding;
  readonly now: number;
}) {
  const words = useStandingWords(standing, now);
  return (
    <Pill tone={standingTone[standing.state]} icon={standingIcon[standing.state]}>
      {words}
    </Pill>
  );
}
