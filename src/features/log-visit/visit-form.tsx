import { HeartHandshake, Siren } from 'lucide-react';
import { useRef, useState } from 'react';
import { isBlank, visitSteps } from '../../domain/visit-draft.ts';
import { questionsOf } from '../../domain/visit-questions.ts';
import type { Local } from '../../store/local-record.ts';
import { useBusyForm } from '../../ui/busy-form.ts';
import { formatTime } from '../../ui/format.ts';
import { NotKept } from '../../ui/not-kept.tsx';
import { Page } from '../../ui/page.tsx';
import { PrimaryButton, QuietButton } from '../../ui/primary-button.tsx';
import { useKeptText } from '../../ui/use-kept-text.ts';
import { useWords } from '../../ui/words.ts';
import { exitOf } from './exit-of.ts';
import { AllWell, Questions } from './questions.tsx';
import { RecordStep } from './record-step.tsx';
import { StepBar } from './step-bar.tsx';
import { SubjectChoice } from './subject-choice.tsx';
import { SubjectFacts } from './subject-facts.tsx';
import { useVisitActions } from './use-visit-actions.ts';
import { useVisitForm } from './use-visit-form.ts';
import { useVisitPlace } from './use-visit-place.ts';
import { useVisitStep } from './use-visit-step.ts';
import css from './visit.module.css';
import { visitWords } from './words.ts';

/** A visit being filled in: every tap is stored as it is made. */
export function VisitForm({ stored }: { readonly stored: Local<'visits'> }) {
  const say = useWords(visitWords);
  const form = useVisitForm(stored);
  const { visit, change } = form;
  const keepNote = (text: string) => change({ note: text || null });
  const note = useKeptText(visit.note ?? '', keepNote, `visits/${visit.id}/note`);
  const place = useVisitPlace(visit);
  const actions = useVisitActions(form, place, note.onBlur);
  const [step, setStep] = useVisitStep(visit);
  const [missing, setMissing] = useState(false);
  const stepBar = useRef<HTMLElement>(null);
  useBusyForm(!isBlank(visit));

  const subject = place.people.find(({ id }) => id === visit.person);
  const watched = subject?.grade !== undefined;
  const correcting = visit.corrects !== undefined;
  const next = visitSteps[visitSteps.indexOf(step) + 1];
  const questions = step === 'record' ? [] : questionsOf(step, watched);
  const show = (to: typeof step) => {
    setStep(to);
    window.scrollTo({ top: 0 });
    // Whoever goes on from the bottom of one step by keyboard or by ear begins at the top of the next.
    const buttons = stepBar.current?.querySelectorAll('button');
    buttons?.[visitSteps.indexOf(to)]?.focus({ preventScroll: true });
  };
  const finish = () => {
    if (!actions.finish()) setMissing(true);
  };
  return (
    <Page
      title={[place.door, (subject ?? place.people[0])?.name].filter(Boolean).join(' ')}
      back={exitOf(visit)}
      subtitle={<SubjectFacts visit={visit} subject={subject} people={place.people} />}
      bottom={
        <div className={css['bottom']}>
          {!correcting && (
            <span className={css['other']}>
              <QuietButton onClick={actions.notIn}>{say('notIn')}</QuietButton>
            </span>
          )}
          <span className={css['main']}>
            {next ? (
              <PrimaryButton onClick={() => show(next)}>
                {say('next', { step: say(next) })}
              </PrimaryButton>
            ) : (
              <PrimaryButton onClick={finish}>
                {say(correcting ? 'finishCorrection' : 'finish')}
              </PrimaryButton>
            )}
          </span>
        </div>
      }
    >
      <StepBar step={step} onStep={show} bar={stepBar} />
      <NotKept failure={form.failure} />
      {step === 'ask' && (
        <SubjectChoice
          people={place.people}
          person={visit.person}
          onChange={(person) => void change({ person })}
        />
      )}
      {step === 'look' && <AllWell questions={questions} form={form} />}
      {step !== 'record' && <Questions questions={questions} watched={watched} form={form} />}
      {step === 'record' && (
        <RecordStep
          form={form}
          note={note}
          needs={place.needs}
          missing={missing}
          raise={actions.raise}
        />
      )}
      <div className={css['pair']}>
        <QuietButton icon={HeartHandshake} onClick={() => actions.raise()}>
          {say('raiseNeed')}
        </QuietButton>
        <QuietButton icon={Siren} tone="alarm" onClick={actions.alarm}>
          {say('emergency')}
        </QuietButton>
      </div>
      <p className={css['saved']} aria-live="polite">
        {form.saving
          ? say('saving')
          : form.savedAt === null
            ? !isBlank(visit) && say('saved')
            : say('savedAt', { time: formatTime(form.savedAt) })}
      </p>
    </Page>
  );
}
