import { useId } from 'react';
import css from './filter-chips.module.css';
import { Icon, type IconType } from './icon.tsx';

export interface FilterChoice<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly count?: number | undefined;
  readonly icon?: IconType | undefined;
}

/** Which part of a list is shown; exactly one is chosen. */
export function FilterChips<V extends string>({
  label,
  value,
  choices,
  onChange,
}: {
  readonly label: string;
  readonly value: V;
  readonly choices: readonly FilterChoice<V>[];
  readonly onChange: (value: V) => void;
}) {
  const id = useId();
  return (
    <div className={css['chips']} role="radiogroup" aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value} className={css['chip']}>
          <input
            className={css['input']}
            type="radio"
            name={id}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <span className={css['face']}>
            {choice.icon && <Icon of={choice.icon} size={1.15} />}
            <span>{choice.label}</span>
            {choice.count !== undefined && <span className={css['count']}>{choice.count}</span>}
          </span>
        </label>
      ))}
    </div>
  );
}
