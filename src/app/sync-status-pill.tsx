import { Check, CircleAlert, CloudOff, CloudUpload, CornerUpLeft } from 'lucide-react';
import { useDevice, useNow, useReturned, useSyncStatus } from '../store/device-context.tsx';
import type { IconType } from '../ui/icon.tsx';
import { Pill } from '../ui/pill.tsx';
import { Pressable } from '../ui/pressable.tsx';
import { useWords } from '../ui/words.ts';
import { appWords } from './app-words.ts';
import css from './shell.module.css';
import { statusSaid, type StatusSaid } from './sync-words.ts';

const icons: Readonly<Record<StatusSaid['look'], IconType>> = {
  done: Check,
  offline: CloudOff,
  busy: CloudUpload,
  failed: CircleAlert,
  returned: CornerUpLeft,
};

/** The state of uploading, on every page; it leads to the page that tells more. */
export function SyncStatusPill() {
  const say = useWords(appWords);
  const device = useDevice();
  const status = useSyncStatus();
  const returned = useReturned()?.length ?? 0;
  const said = statusSaid(status, returned, useNow(), say);
  return (
    <Pressable
      className={css['status']}
      to="/upload"
      onClick={said.look === 'failed' ? () => device.syncNow() : undefined}
      aria-label={say('statusFor', { words: said.words })}
    >
      <Pill tone={said.tone} icon={icons[said.look]}>
        {said.words}
      </Pill>
    </Pressable>
  );
}
