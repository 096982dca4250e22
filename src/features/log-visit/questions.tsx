import { CheckCheck } from 'lucide-react';
import { allWell, type VisitQuestion } from '../../domain/visit-questions.ts';
import { Card } from '../../ui/card.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { QuietButton } from '../../ui/primary-button.tsx';
import { useWords } from '../../ui/words.ts';
import { answerText, questionText } from './question-words.ts';
import type { VisitFormState } from './use-visit-form.ts';
import css from './visit.module.css';
import { visitWords } from './words.ts';

/** Questions with big answers; pressing an answer again takes it back. */
export function Questions({
  questions,
  watched,
  form,
}: {
  readonly questions: readonly VisitQuestion[];
  readonly watched: boolean;
  readonly form: VisitFormState;
}) {
  const say = useWords(visitWords);
  return (
    <div className={css['questions']}>
      {questions.map((question) => (
        <Card key={question.id}>
          <ChoiceRow
            label={questionText(question, watched, say)}
            value={form.visit.answers?.[question.id] ?? null}
            choices={question.choices.map(({ id }) => ({
              value: id,
              label: answerText(question.id, id, say),
            }))}
            onChange={(choice) => form.answer({ [question.id]: choice })}
            onClear={() => form.answer({ [question.id]: null })}
          />
        </Card>
      ))}
    </div>
  );
}

/** One tap for a home in which there is nothing to see; what was answered already stays. */
export function AllWell({
  questions,
  form,
}: {
  readonly questions: readonly VisitQuestion[];
  readonly form: VisitFormState;
}) {
  const say = useWords(visitWords);
  const answers = form.visit.answers ?? {};
  if (questions.every(({ id }) => answers[id] !== undefined)) return null;
  return (
    <div>
      <QuietButton
        icon={CheckCheck}
        onClick={() => form.answer(allWell(questions, form.latest.current.answers ?? {}))}
      >
        {say('allWell')}
      </QuietButton>
      <p className={css['hint']}>{say('allWellHint')}</p>
    </div>
  );
}
