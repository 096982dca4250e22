import { Ban, CheckCheck, ClipboardCheck, Pencil, PhoneCall, UserCheck } from 'lucide-react';
import type { ChosenStep } from '../../domain/rules/need-actions.ts';
import type { IconType } from '../../ui/icon.tsx';
import { PrimaryButton, QuietButton } from '../../ui/primary-button.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../ui/words.ts';
import { detailWords } from './detail-words.ts';
import css from './need-detail.module.css';

const icons: Readonly<Record<ChosenStep, IconType>> = {
  triaged: ClipboardCheck,
  assigned: UserCheck,
  contacted: PhoneCall,
  done: CheckCheck,
  declined: Ban,
};

const words = {
  triaged: 'triage',
  assigned: 'assign',
  contacted: 'contacted',
  done: 'done',
  declined: 'decline',
} as const satisfies Record<ChosenStep, string>;

/** The quiet button before the primary one: refusing while it is being judged, finishing while it is done. */
function quietBeside(open: readonly ChosenStep[], next: ChosenStep): ChosenStep | null {
  const quiet = next === 'contacted' ? 'done' : next === 'done' ? null : 'declined';
  return quiet !== null && open.includes(quiet) ? quiet : null;
}

/** What the bar at the bottom does not offer. */
export function besideBar(open: readonly ChosenStep[], next: ChosenStep | null): ChosenStep[] {
  const inBar = next === null ? [] : [next, quietBeside(open, next)];
  return open.filter((step) => !inBar.includes(step));
}

/** The one thing to do next with a need, and a quiet way out before it. */
export function NextActions({
  open,
  next,
  helper,
  onTake,
}: {
  readonly open: readonly ChosenStep[];
  readonly next: ChosenStep;
  /** Who is picked among the candidates, when the next thing is to give it to somebody. */
  readonly helper: string | null;
  readonly onTake: (step: ChosenStep) => void;
}) {
  const say = useWords(detailWords);
  const quiet = quietBeside(open, next);
  return (
    <div className={css['bar']}>
      {quiet !== null && (
        <div className={css['quietButton']}>
          <QuietButton onClick={() => onTake(quiet)}>{say(words[quiet])}</QuietButton>
        </div>
      )}
      <div className={css['nextButton']}>
        <PrimaryButton icon={icons[next]} onClick={() => onTake(next)}>
          {helper === null ? say(words[next]) : say('assignTo', { name: helper })}
        </PrimaryButton>
      </div>
    </div>
  );
}

/** What else can be done; it stands at the end, where nobody presses it by mistake. */
export function OtherActions({
  steps,
  given,
  onTake,
  onSort,
}: {
  /** Whether somebody is on it already. */
  readonly given: boolean;
  readonly steps: readonly ChosenStep[];
  readonly onTake: (step: ChosenStep) => void;
  /** Present for those who may change kind and urgency. */
  readonly onSort?: () => void;
}) {
  const say = useWords(detailWords);
  if (steps.length === 0 && !onSort) return null;
  return (
    <Section title={say('otherActions')}>
      <div className={css['others']}>
        {onSort && (
          <QuietButton icon={Pencil} onClick={onSort}>
            {say('kindAndUrgency')}
          </QuietButton>
        )}
        {steps.map((step) => (
          <QuietButton key={step} icon={icons[step]} onClick={() => onTake(step)}>
            {say(step === 'assigned' && given ? 'reassign' : words[step])}
          </QuietButton>
        ))}
      </div>
    </Section>
  );
}
