import { Loader } from '@mantine/core';
import { CloudOff, Inbox, Lock, RotateCcw, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon, type IconType } from './icon.tsx';
import { partWords } from './part-words.ts';
import { PrimaryButton, QuietButton } from './primary-button.tsx';
import css from './states.module.css';
import { useWords } from './words.ts';

export interface StateAction {
  readonly label: string;
  readonly icon?: IconType;
  readonly to?: string;
  readonly onClick?: () => void;
}

function State(props: {
  readonly icon: IconType;
  readonly tone: 'teal' | 'grey' | 'alarm';
  readonly title: string;
  readonly children?: ReactNode;
  readonly foot?: ReactNode;
}) {
  return (
    <div className={css['state']}>
      <span className={css['mark']} data-tone={props.tone}>
        <Icon of={props.icon} size={1.8} />
      </span>
      <p className={css['title']}>{props.title}</p>
      {props.children !== undefined && <div className={css['hint']}>{props.children}</div>}
      {props.foot !== undefined && <div className={css['action']}>{props.foot}</div>}
    </div>
  );
}

/** Nothing here, and what one may do about it. */
export function EmptyState({
  title,
  icon = Inbox,
  children,
  action,
}: {
  readonly title: string;
  readonly icon?: IconType;
  readonly children?: ReactNode;
  readonly action?: StateAction | undefined;
}) {
  const foot = action && (
    <QuietButton icon={action.icon} to={action.to} onClick={action.onClick}>
      {action.label}
    </QuietButton>
  );
  return (
    <State icon={icon} tone="teal" title={title} foot={foot}>
      {children}
    </State>
  );
}

/** Still being read from the device. */
export function LoadingState({ label }: { readonly label?: string }) {
  const say = useWords(partWords);
  return (
    <output className={css['state']}>
      <Loader color="teal.8" />
      <span className={css['hint']}>{label ?? say('loading')}</span>
    </output>
  );
}

/** It failed; the person's work is not lost, and there is something to try. */
export function ErrorState({
  title,
  children,
  onRetry,
}: {
  readonly title?: string;
  readonly children?: ReactNode;
  readonly onRetry?: () => void;
}) {
  const say = useWords(partWords);
  const foot = onRetry && (
    <PrimaryButton icon={RotateCcw} onClick={onRetry}>
      {say('retry')}
    </PrimaryButton>
  );
  return (
    <div role="alert">
      <State icon={TriangleAlert} tone="alarm" title={title ?? say('failedTitle')} foot={foot}>
        {children ?? say('failedHint')}
      </State>
    </div>
  );
}

/** Grey, calm: what is shown is what the phone holds. */
export function OfflineNote({ children }: { readonly children?: ReactNode }) {
  const say = useWords(partWords);
  return (
    <div className={css['note']} role="note">
      <Icon of={CloudOff} />
      <div>
        <strong>{say('offlineTitle')}</strong>
        <p>{children ?? say('offlineHint')}</p>
      </div>
    </div>
  );
}

/** This person's posts do not reach here. */
export function NoPermission({ children }: { readonly children?: ReactNode }) {
  const say = useWords(partWords);
  return (
    <State icon={Lock} tone="grey" title={say('noPermissionTitle')}>
      {children ?? say('noPermissionHint')}
    </State>
  );
}
