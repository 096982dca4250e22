import { Check } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import css from './choice-row.module.css';
import { Icon, type IconType } from './icon.tsx';
import { VisuallyHidden } from '@mantine/core';

export interface Choice<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly icon?: IconType | undefined;
}

/** Big exclusive choices. Real radio buttons lie beneath, so that arrow keys and screen readers work. */
export function ChoiceRow<V extends string>({
  label,
  labelHidden = false,
  hint,
  value,
  choices,
  onChange,
  onClear,
  error,
  paired = false,
  sentences = false,
}: {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly hint?: ReactNode;
  readonly value: V | null;
  readonly choices: readonly Choice<V>[];
  readonly onChange: (value: V) => void;
  /** With it, pressing the chosen one again takes it back. */
  readonly onClear?: () => void;
  readonly error?: string | undefined;
  /** Two a row, for four choices of more than a word. */
  readonly paired?: boolean;
  /** A line for each on a phone: choices that are half a sentence. */
  readonly sentences?: boolean;
}) {
  const id = useId();
  const described = [hint === undefined ? '' : `${id}hint`, error ? `${id}error` : ''].join(' ');
  return (
    <fieldset className={css['group']} aria-describedby={described.trim() || undefined}>
      <legend className={css['legend']}>
        {labelHidden ? <VisuallyHidden>{label}</VisuallyHidden> : label}
      </legend>
      {hint !== undefined && (
        <p className={css['hint']} id={`${id}hint`}>
          {hint}
        </p>
      )}
      <div
        className={css['choices']}
        data-paired={paired || undefined}
        data-sentences={sentences || undefined}
      >
        {choices.map((choice) => (
          <label key={choice.value} className={css['choice']}>
            <input
              className={css['input']}
              type="radio"
              name={id}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
              onClick={choice.value === value ? onClear : undefined}
            />
            <span className={css['face']}>
              {choice.value === value ? (
                <Icon of={Check} />
              ) : (
                choice.icon && <Icon of={choice.icon} />
              )}
              <span>{choice.label}</span>
            </span>
          </label>
        ))}
      </div>
      {error && (
        <p className={css['error']} id={`${id}error`}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
