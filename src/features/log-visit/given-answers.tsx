import { Check, Minus, TriangleAlert } from 'lucide-react';
import {
  visitQuestions,
  type ChoiceSense,
  type VisitQuestion,
} from '../../domain/visit-questions.ts';
import type { Visit } from '../../domain/visits.ts';
import type { IconType } from '../../ui/icon.tsx';
import type { Tone } from '../../ui/palette.ts';
import { Pill } from '../../ui/pill.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../ui/words.ts';
import { answerText, questionText } from './question-words.ts';
import css from './visit.module.css';
import { visitWords } from './words.ts';

const senses: Readonly<Record<ChoiceSense, { readonly tone: Tone; readonly icon: IconType }>> = {
  good: { tone: 'teal', icon: Check },
  fair: { tone: 'grey', icon: Minus },
  bad: { tone: 'amber', icon: TriangleAlert },
};

/** The answers of one part of a finished visit; questions that were not asked are left out. */
export function GivenAnswers({
  part,
  visit,
  watched,
}: {
  readonly part: VisitQuestion['part'];
  readonly visit: Visit;
  readonly watched: boolean;
}) {
  const say = useWords(visitWords);
  const answers = visit.answers ?? {};
  const asked = (visitQuestions as readonly VisitQuestion[]).filter(
    (question) => question.part === part && answers[question.id] !== undefined,
  );
  return (
    <Section title={say(part === 'ask' ? 'answersAsk' : 'answersLook')}>
      {asked.length === 0 && <p className={css['question']}>{say('noAnswers')}</p>}
      <ul className={css['answers']}>
        {asked.map((question) => {
          const given = answers[question.id] ?? '';
          const choice = question.choices.find(({ id }) => id === given);
          const { tone, icon } = senses[choice?.sense ?? 'fair'];
          return (
            <li key={question.id} className={css['answer']}>
              <span className={css['question']}>{questionText(question, watched, say)}</span>
              <Pill tone={tone} icon={icon}>
                {answerText(question.id, given, say)}
              </Pill>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
