import { useId, useState, type ReactNode } from 'react';
import type { Candidate } from '../../domain/rules/matching.ts';
import { Dots } from '../../ui/dots.tsx';
import { QuietButton } from '../../ui/primary-button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { roleWords } from '../../ui/role-words.ts';
import { useWords } from '../../ui/words.ts';
import css from './candidate-list.module.css';
import { reasonInWords } from './candidates.ts';
import { detailWords } from './detail-words.ts';

/** Who suits best, each with the reasons in words; exactly one can be chosen. */
export function CandidateList({
  label,
  candidates,
  value,
  onChange,
  beside,
  few = 4,
}: {
  readonly label: string;
  readonly candidates: readonly Candidate[];
  readonly value: string | null;
  readonly onChange: (candidate: Candidate) => void;
  /** Stands beside the button that shows more. */
  readonly beside?: ReactNode;
  /** How many are shown at first. */
  readonly few?: number;
}) {
  const say = useWords(detailWords);
  const sayRole = useWords(roleWords);
  const [all, setAll] = useState(false);
  const id = useId();
  const shown = all ? candidates.slice(0, 30) : candidates.slice(0, few);
  return (
    <div className={css['list']} role="radiogroup" aria-label={label}>
      {shown.map((candidate) => {
        const words = candidate.reasons.map((reason) => reasonInWords(reason, say));
        return (
          <PersonChoice
            key={candidate.person}
            group={id}
            name={candidate.name}
            detail={<Dots of={[sayRole(candidate.role), ...words]} />}
            chosen={candidate.person === value}
            onChoose={() => onChange(candidate)}
            fit={candidate.fit}
          />
        );
      })}
      <div className={css['more']}>
        {!all && candidates.length > few && (
          <QuietButton onClick={() => setAll(true)}>{say('moreCandidates')}</QuietButton>
        )}
        {beside}
      </div>
    </div>
  );
}

/** One person to choose, with why; a real radio button lies beneath. */
export function PersonChoice(props: {
  readonly group: string;
  readonly name: string;
  readonly detail: ReactNode;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly fit?: number;
}) {
  return (
    <label className={css['choice']}>
      <input
        type="radio"
        className={css['input']}
        name={props.group}
        checked={props.chosen}
        onChange={props.onChoose}
      />
      <span className={css['face']}>
        <span className={css['words']}>
          <span className={css['name']}>{props.name}</span>
          <span className={css['detail']}>{props.detail}</span>
        </span>
        {props.fit !== undefined && (
          <span className={css['fit']} aria-hidden>
            <ProgressBar value={props.fit} max={1} label="" />
          </span>
        )}
      </span>
    </label>
  );
}
