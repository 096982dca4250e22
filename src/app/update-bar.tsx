import { Button } from '@mantine/core';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useSyncStatus } from '../store/device-context.tsx';
import { useFormsBusy } from '../ui/busy-form.ts';
import { NewsBar } from '../ui/news-bar.tsx';
import { useWords } from '../ui/words.ts';
import { appWords } from './app-words.ts';

export interface Update {
  /** A new version has been fetched and waits for consent. */
  readonly waiting: boolean;
  readonly accept: () => void;
}

/** 「有新版本」, quietly, between tasks: never over a form that is half filled. */
export function UpdateBar({ update }: { readonly update: Update }) {
  const say = useWords(appWords);
  const { waiting, accept } = update;
  const { tooOld = false } = useSyncStatus();
  const busy = useFormsBusy();
  const [later, setLater] = useState(false);
  if (!tooOld && (!waiting || later)) return null;
  const words = tooOld ? 'newVersionMust' : busy ? 'newVersionBusy' : 'newVersion';
  return (
    <NewsBar
      icon={RefreshCw}
      actions={
        <>
          {!tooOld && (
            <Button variant="subtle" px="sm" onClick={() => setLater(true)}>
              {say('later')}
            </Button>
          )}
          {!busy && (
            <Button variant="filled" px="sm" onClick={accept}>
              {say('updateNow')}
            </Button>
          )}
        </>
      }
    >
      {say(words)}
    </NewsBar>
  );
}
