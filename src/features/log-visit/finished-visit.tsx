import { CircleCheck, Clock, HeartHandshake, PencilLine } from 'lucide-react';
import type { Local } from '../../store/local-record.ts';
import { Card } from '../../ui/card.tsx';
import { FieldRow } from '../../ui/field-row.tsx';
import { formatDayTime } from '../../ui/format.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { NotKept } from '../../ui/not-kept.tsx';
import { Page } from '../../ui/page.tsx';
import { Pill } from '../../ui/pill.tsx';
import { placeParam } from '../../ui/place-param.ts';
import { QuietButton } from '../../ui/primary-button.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../ui/words.ts';
import { GivenAnswers } from './given-answers.tsx';
import { outcomeText } from './question-words.ts';
import { useCorrections } from './use-corrections.ts';
import { useVisitPlace } from './use-visit-place.ts';
import css from './visit.module.css';
import { visitWords } from './words.ts';

/** A visit as it was recorded: never changed, only corrected by another. */
export function FinishedVisit({ visit }: { readonly visit: Local<'visits'> }) {
  const say = useWords(visitWords);
  const { door, people, needs } = useVisitPlace(visit);
  const { correction, correct, mayCorrect, seesAnswers, failure } = useCorrections(visit);
  const subject = people.find(({ id }) => id === visit.person);
  return (
    <Page
      title={[door, (subject ?? people[0])?.name].filter(Boolean).join(' ')}
      over={say('doneTitle')}
      back={`/door/${placeParam(visit.place)}`}
    >
      {correction && (
        <ListRow
          icon={PencilLine}
          edge="amber"
          title={say('correctedNote')}
          detail={say('correctedOpen')}
          to={`/visit/${correction.id}`}
        />
      )}
      {visit.corrects !== undefined && (
        <ListRow
          icon={PencilLine}
          title={say('correctsNote')}
          detail={say('correctsOpen')}
          to={`/visit/${visit.corrects}`}
        />
      )}
      <Card>
        {visit.outcome && (
          <FieldRow label={say('result')}>
            <strong>{outcomeText(visit.outcome, say)}</strong>
          </FieldRow>
        )}
        <FieldRow label={say('when')}>{formatDayTime(visit.finishedAt)}</FieldRow>
        {visit.visitorName && <FieldRow label={say('by')}>{visit.visitorName}</FieldRow>}
        {visit.wroteFirst && <FieldRow label={say('wroteFirst')}>{visit.wroteFirst}</FieldRow>}
        {people.length > 1 && (
          <FieldRow label={say('about')}>{subject?.name ?? say('wholeHousehold')}</FieldRow>
        )}
        <FieldRow label={say('state')}>
          <UploadState visit={visit} />
        </FieldRow>
      </Card>
      {seesAnswers ? (
        <>
          <GivenAnswers part="ask" visit={visit} watched={subject?.grade !== undefined} />
          <GivenAnswers part="look" visit={visit} watched={subject?.grade !== undefined} />
          <Section title={say('noteTitle')}>
            <p className={css['note']}>{visit.note ?? say('noNote')}</p>
          </Section>
        </>
      ) : (
        <p className={css['hint']}>{say('restricted')}</p>
      )}
      {needs.length > 0 && (
        <Section title={say('needs')} count={needs.length}>
          {needs.map((need) => (
            <ListRow
              key={need.id}
              icon={HeartHandshake}
              title={need.what || say('raiseNeed')}
              to={need.draft ? `/raise?draft=${need.id}` : `/needs/${need.id}`}
            />
          ))}
        </Section>
      )}
      <NotKept failure={failure} />
      {mayCorrect && (
        <div>
          <QuietButton icon={PencilLine} onClick={correct}>
            {say('correct')}
          </QuietButton>
          <p className={css['hint']}>{say('correctHint')}</p>
        </div>
      )}
    </Page>
  );
}

function UploadState({ visit }: { readonly visit: Local<'visits'> }) {
  const say = useWords(visitWords);
  if (visit.draft) return <Pill tone="grey">{say('resting')}</Pill>;
  return visit.unsentSince > 0 ? (
    <Pill tone="grey" icon={Clock}>
      {say('waiting')}
    </Pill>
  ) : (
    <Pill tone="teal" icon={CircleCheck}>
      {say('sent')}
    </Pill>
  );
}
