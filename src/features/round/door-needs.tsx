import { FileClock, HeartHandshake } from 'lucide-react';
import type { Urgency } from '../../domain/needs.ts';
import { Dots } from '../../ui/dots.tsx';
import { formatWhen } from '../../ui/format.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { Pill } from '../../ui/pill.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../ui/words.ts';
import type { Household } from './use-door.ts';
import { roundWords } from './words.ts';

/** What was asked for here and is not done yet; half-filled ones first. */
export function DoorNeeds({
  household,
  now,
}: {
  readonly household: Household;
  readonly now: number;
}) {
  const say = useWords(roundWords);
  const { openNeeds, needDrafts } = household;
  const count = openNeeds.length + needDrafts.length;
  if (count === 0) return null;
  return (
    <Section title={say('openNeeds')} count={count}>
      {needDrafts.map((need) => (
        <ListRow
          key={need.id}
          icon={FileClock}
          edge="amber"
          title={need.what || say('needDraft')}
          detail={say('needDraftHint')}
          to={`/raise?draft=${need.id}`}
        />
      ))}
      {openNeeds.map((need) => (
        <ListRow
          key={need.id}
          icon={HeartHandshake}
          edge={need.urgency === 'emergency' ? 'alarm' : undefined}
          title={need.what}
          detail={<Dots of={[need.personName, formatWhen(need.createdAt, now)]} />}
          right={<UrgencyPill urgency={need.urgency} />}
          to={`/needs/${need.id}`}
        />
      ))}
    </Section>
  );
}

function UrgencyPill({ urgency }: { readonly urgency: Urgency }) {
  const say = useWords(roundWords);
  if (urgency === 'normal') return null;
  return urgency === 'emergency' ? (
    <Pill tone="alarm">{say('urgencyEmergency')}</Pill>
  ) : (
    <Pill tone="amber">{say('urgencyUrgent')}</Pill>
  );
}
