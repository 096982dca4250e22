import type { RefObject } from 'react';
import { visitSteps, type VisitStep } from '../../domain/visit-draft.ts';
import { useWords } from '../../ui/words.ts';
import css from './step-bar.module.css';
import { visitWords } from './words.ts';

/** 一问 二看 三记录: where one is, and a way to any of the three. */
export function StepBar({
  step,
  onStep,
  bar,
}: {
  readonly step: VisitStep;
  readonly onStep: (step: VisitStep) => void;
  readonly bar: RefObject<HTMLElement | null>;
}) {
  const say = useWords(visitWords);
  return (
    <nav ref={bar} className={css['steps']} aria-label={say('steps')}>
      {visitSteps.map((each) => (
        <button
          key={each}
          type="button"
          className={css['step']}
          aria-current={each === step ? 'step' : undefined}
          onClick={() => onStep(each)}
        >
          {say(each)}
        </button>
      ))}
    </nav>
  );
}
