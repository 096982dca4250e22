import { Button } from '@mantine/core';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useSyncStatus } from '../store/device-context.tsx';
import { useFormsBusy } from '../ui/busy-form.ts';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../ui/words.ts';
import { acceptUpdate, useAppUpdate } from './app-update.ts';
import { appWords } from './app-words.ts';
import css from './shell.module.css';

/** 「有新版本」, quietly, between tasks: never over a form that is half filled. */
export function UpdateBar() {
  const say = useWords(appWords);
  const { waiting } = useAppUpdate();
  const { tooOld = false } = useSyncStatus();
  const busy = useFormsBusy();
  const [later, setLater] = useState(false);
  if (!tooOld && (!waiting || later)) return null;
  const words = tooOld ? 'newVersionMust' : busy ? 'newVersionBusy' : 'newVersion';
  return (
    <output className={css['bar']}>
      <Icon of={RefreshCw} />
      <span className={css['barWords']}>{say(words)}</span>
      {!busy && (
        <Button variant="filled" onClick={acceptUpdate}>
          {say('updateNow')}
        </Button>
      )}
      {!tooOld && (
        <Button variant="subtle" onClick={() => setLater(true)}>
          {say('later')}
        </Button>
      )}
    </output>
  );
}
