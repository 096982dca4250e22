import { Siren } from 'lucide-react';
import { useState } from 'react';
import type { Visit } from '../../domain/visits.ts';
import type { Local } from '../../store/local-record.ts';
import { formatWhen } from '../../ui/format.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { Pill } from '../../ui/pill.tsx';
import { QuietButton } from '../../ui/primary-button.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../ui/words.ts';
import { stateFaces } from './door-face.ts';
import type { Household } from './use-door.ts';
import { roundWords } from './words.ts';

const atFirst = 4;

/** What came of the last knocks, the newest first. */
export function PastVisits({
  household,
  now,
}: {
  readonly household: Household;
  readonly now: number;
}) {
  const say = useWords(roundWords);
  const [all, setAll] = useState(false);
  const { visits, corrected } = household;
  const shown = all ? visits : visits.slice(0, atFirst);
  return (
    <Section title={say('lastVisits')} count={visits.length > 0 ? visits.length : undefined}>
      {visits.length === 0 && <p>{say('noVisits')}</p>}
      {shown.map((visit) => (
        <VisitRow
          key={visit.id}
          visit={visit}
          corrected={corrected.has(visit.id)}
          people={household.people}
          now={now}
        />
      ))}
      {!all && visits.length > atFirst && (
        <QuietButton onClick={() => setAll(true)}>{say('moreVisits')}</QuietButton>
      )}
    </Section>
  );
}

function VisitRow({
  visit,
  corrected,
  people,
  now,
}: {
  readonly visit: Local<'visits'>;
  readonly corrected: boolean;
  readonly people: Household['people'];
  readonly now: number;
}) {
  const say = useWords(roundWords);
  const about = people.length > 1 ? people.find(({ id }) => id === visit.person)?.name : undefined;
  const detail = [about, visit.visitorName, visit.note].filter(Boolean).join(' · ');
  const waiting = visit.unsentSince > 0 ? say('waiting') : undefined;
  const alarm = visit.kind === 'alarm';
  return (
    <ListRow
      icon={alarm ? Siren : undefined}
      title={formatWhen(visit.finishedAt, now)}
      detail={[detail, waiting].filter(Boolean).join(' · ') || undefined}
      right={corrected ? <Pill tone="grey">{say('corrected')}</Pill> : <Outcome visit={visit} />}
      to={alarm ? `/alarms/${visit.id}` : `/visit/${visit.id}`}
    />
  );
}

function Outcome({ visit }: { readonly visit: Visit }) {
  const say = useWords(roundWords);
  if (visit.kind === 'alarm') return <Pill tone="alarm">{say('alarm')}</Pill>;
  const face = stateFaces[visit.outcome ?? 'unvisited'];
  return (
    <Pill tone={face.tone ?? 'grey'} icon={face.icon}>
      {say(face.word)}
    </Pill>
  );
}
