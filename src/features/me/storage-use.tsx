import { Button } from '@mantine/core';
import { useState } from 'react';
import { useSyncStatus } from '../../store/device-context.tsx';
import { FieldRow } from '../../ui/field-row.tsx';
import { useWords } from '../../ui/words.ts';
import css from './me.module.css';
import { meWords } from './words.ts';

const megabyte = 1_048_576;

function sizeOf(bytes: number): { key: 'megabytes' | 'gigabytes'; n: string } {
  const megabytes = bytes / megabyte;
  if (megabytes >= 1024) return { key: 'gigabytes', n: (megabytes / 1024).toFixed(1) };
  return { key: 'megabytes', n: megabytes < 10 ? megabytes.toFixed(1) : megabytes.toFixed(0) };
}

/** How much room the records take, and whether the browser has promised to keep them. */
export function StorageUse() {
  const say = useWords(meWords);
  const { storage } = useSyncStatus();
  const [answer, setAnswer] = useState<boolean | null>(null);
  if (!storage) return <FieldRow label={say('storage')}>{say('storageUnknown')}</FieldRow>;
  const kept = storage.persisted || answer === true;
  const size = (bytes: number) => {
    const { key, n } = sizeOf(bytes);
    return say(key, { n });
  };
  const ask = async () => setAnswer(await navigator.storage.persist());
  return (
    <FieldRow label={say('storage')}>
      <div className={css['storage']}>
        <p>
          {say('storageUsed', {
            used: size(storage.usage),
            free: size(storage.quota - storage.usage),
          })}
        </p>
        <p>{say(kept ? 'kept' : 'notKept')}</p>
        {!kept && (
          <Button variant="light" onClick={() => void ask()}>
            {say('askToKeep')}
          </Button>
        )}
        {!kept && answer === false && <output>{say('askedToKeep')}</output>}
      </div>
    </FieldRow>
  );
}
