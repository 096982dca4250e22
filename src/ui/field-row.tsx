import { useId, type ReactNode } from 'react';
import css from './field-row.module.css';
import { Icon, type IconType } from './icon.tsx';

/** A named value: 电话 138…, or a control with its name, hint and error beside it. */
export function FieldRow({
  label,
  icon,
  hint,
  error,
  children,
}: {
  readonly label: string;
  readonly icon?: IconType | undefined;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <fieldset className={css['field']} aria-labelledby={id}>
      <span className={css['label']} id={id}>
        {icon && <Icon of={icon} />}
        {label}
      </span>
      <div className={css['value']}>
        {children}
        {hint !== undefined && <p className={css['hint']}>{hint}</p>}
        {error !== undefined && <p className={css['error']}>{error}</p>}
      </div>
    </fieldset>
  );
}
