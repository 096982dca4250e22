import { Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './big-button.module.css';
import { Icon, type IconType } from './icon.tsx';
import { Pressable } from './pressable.tsx';

export interface BigButtonProps {
  readonly children: ReactNode;
  readonly icon?: IconType | undefined;
  readonly to?: string | undefined;
  readonly onClick?: (() => void) | undefined;
  readonly type?: 'button' | 'submit';
  readonly loading?: boolean;
  readonly disabled?: boolean;
  /** `alarm` for what cannot be taken back or calls for help. */
  readonly tone?: 'teal' | 'alarm';
  readonly describedBy?: string | undefined;
}

/** The one thing to do on a screen: full width, large. */
export function PrimaryButton({ tone = 'teal', ...props }: BigButtonProps) {
  return <BigButton look={tone === 'alarm' ? 'alarm' : 'primary'} {...props} />;
}

/** The other thing one may do beside it: same size, only outlined. */
export function QuietButton({ tone = 'teal', ...props }: BigButtonProps) {
  return <BigButton look={tone === 'alarm' ? 'quietAlarm' : 'quiet'} {...props} />;
}

function BigButton(props: Omit<BigButtonProps, 'tone'> & { readonly look: string }) {
  const {
    children,
    icon,
    to,
    onClick,
    type = 'button',
    loading,
    disabled,
    describedBy,
    look,
  } = props;
  return (
    <Pressable
      className={css['button']}
      to={to}
      onClick={onClick}
      type={type}
      disabled={disabled === true || loading === true}
      aria-describedby={describedBy}
      aria-busy={loading === true ? true : undefined}
      data={{ 'data-look': look, 'data-busy': loading === true ? true : undefined }}
    >
      {loading === true ? <Loader size="1.2em" color="currentColor" /> : icon && <Icon of={icon} />}
      <span>{children}</span>
    </Pressable>
  );
}
