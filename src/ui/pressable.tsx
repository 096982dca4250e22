import type { AriaAttributes, ReactNode } from 'react';
import { AppLink } from './link.tsx';

export interface PressableProps extends AriaAttributes {
  readonly children: ReactNode;
  readonly className?: string | undefined;
  /** Where it leads; without it, it is a button. */
  readonly to?: string | undefined;
  readonly onClick?: (() => void) | undefined;
  readonly type?: 'button' | 'submit';
  readonly disabled?: boolean | undefined;
  readonly tabIndex?: number | undefined;
  readonly data?: Readonly<Record<`data-${string}`, string | boolean | undefined>>;
}

/** What can be pressed is a link when it leads somewhere and a button when it does something. */
export function Pressable(props: PressableProps) {
  const { children, className, to, onClick, type = 'button', disabled, data, ...aria } = props;
  if (to !== undefined && !disabled) {
    return (
      <AppLink to={to} className={className} {...(onClick ? { onClick } : {})} {...aria} {...data}>
        {children}
      </AppLink>
    );
  }
  const press = { className, onClick, disabled, ...aria, ...data };
  if (type === 'submit') {
    return (
      <button type="submit" {...press}>
        {children}
      </button>
    );
  }
  return (
    <button type="button" {...press}>
      {children}
    </button>
  );
}
