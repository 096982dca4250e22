import { Textarea } from '@mantine/core';
import { FileClock, HeartHandshake, TriangleAlert } from 'lucide-react';
import { likelyOutcome } from '../../domain/visit-draft.ts';
import { concerns } from '../../domain/visit-questions.ts';
import { visitOutcomes } from '../../domain/visits.ts';
import type { Local } from '../../store/local-record.ts';
import { Card } from '../../ui/card.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../ui/words.ts';
import { concernText, outcomeText } from './question-words.ts';
import type { VisitFormState } from './use-visit-form.ts';
import css from './visit.module.css';
import { visitWords } from './words.ts';

interface NoteField {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly onBlur: () => void;
}

/** 三记录: what came of it, what needs doing, and a few words. */
export function RecordStep({
  form,
  note,
  needs,
  missing,
  raise,
}: {
  readonly form: VisitFormState;
  readonly note: NoteField;
  readonly needs: readonly Local<'needs'>[];
  /** Whether somebody tried to finish without saying what came of it. */
  readonly missing: boolean;
  /** Opens the form for a need; the category is a suggestion. */
  readonly raise: (category?: string) => void;
}) {
  const say = useWords(visitWords);
  const { visit } = form;
  const answers = visit.answers ?? {};
  const worries = concerns(answers);
  return (
    <>
      <Card>
        <ChoiceRow
          label={say('outcome')}
          value={likelyOutcome(visit)}
          choices={visitOutcomes.map((value) => ({ value, label: outcomeText(value, say) }))}
          paired
          onChange={(outcome) => void form.change({ outcome })}
          error={missing && likelyOutcome(visit) === null ? say('outcomeMissing') : undefined}
        />
      </Card>
      {worries.length > 0 && (
        <Section title={say('concerns')} count={worries.length}>
          <p className={css['hint']}>{say('concernsHint')}</p>
          {worries.map((question) => (
            <ListRow
              key={question.id}
              icon={TriangleAlert}
              edge="amber"
              title={concernText(question.id, answers[question.id] ?? '', say)}
              detail={say('raiseNeed')}
              onClick={() => raise(question.suggests)}
            />
          ))}
        </Section>
      )}
      {needs.length > 0 && (
        <Section title={say('needs')} count={needs.length}>
          {needs.map((need) => (
            <ListRow
              key={need.id}
              icon={need.draft ? FileClock : HeartHandshake}
              edge={need.draft ? 'amber' : undefined}
              title={need.what || say('raiseNeed')}
              detail={need.draft ? say('needDraft') : undefined}
              to={need.draft ? `/raise?draft=${need.id}` : `/needs/${need.id}`}
            />
          ))}
        </Section>
      )}
      <Textarea
        label={say('note')}
        description={say('noteHint')}
        value={note.value}
        onChange={(event) => note.onChange(event.currentTarget.value)}
        onBlur={note.onBlur}
        maxLength={2000}
        rows={4}
        resize="vertical"
      />
    </>
  );
}
