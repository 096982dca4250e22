import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './confirm-sheet.module.css';
import { partWords } from './part-words.ts';
import { PrimaryButton, QuietButton } from './primary-button.tsx';
import { useBackCloses } from './use-back-closes.ts';
import { useWords } from './words.ts';

/** Asks once more before something that cannot be taken back. Opened by the person, never by itself. */
export function ConfirmSheet({
  opened,
  onClose,
  title,
  children,
  confirm,
  onConfirm,
  cancel,
  tone = 'teal',
  busy = false,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children?: ReactNode;
  /** What will happen, as a verb: 删除, 仍然退出. Without it the sheet only tells or holds a form. */
  readonly confirm?: string | undefined;
  readonly onConfirm?: (() => void) | undefined;
  readonly cancel?: string | undefined;
  readonly tone?: 'teal' | 'alarm';
  readonly busy?: boolean;
}) {
  const say = useWords(partWords);
  useBackCloses(opened, onClose);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      centered
      radius="lg"
      closeButtonProps={{ 'aria-label': say('close'), size: 'xl' }}
      classNames={{ inner: css['inner'] ?? '', title: css['title'] ?? '' }}
    >
      <div className={css['content']}>
        {children}
        <div className={css['buttons']}>
          <QuietButton onClick={onClose}>{cancel ?? say('cancel')}</QuietButton>
          {confirm !== undefined && (
            <PrimaryButton tone={tone} onClick={onConfirm} loading={busy}>
              {confirm}
            </PrimaryButton>
          )}
        </div>
      </div>
    </Modal>
  );
}
