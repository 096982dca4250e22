import { TriangleAlert } from 'lucide-react';
import { useSyncStatus } from '../../store/device-context.tsx';
import { Card } from '../../ui/card.tsx';
import { formatShare } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { useWords } from '../../ui/words.ts';
import css from './upload-status.module.css';
import { uploadWords } from './words.ts';

const nearlyFull = 0.8;

/** Unsent work is at risk where the browser may clear it, or where there is no room for more. */
export function StorageWarning({ unsent }: { readonly unsent: number }) {
  const say = useWords(uploadWords);
  const { storage } = useSyncStatus();
  if (!storage) return null;
  const share = storage.quota > 0 ? storage.usage / storage.quota : 0;
  const full = share >= nearlyFull;
  if (!full && (storage.persisted || unsent === 0)) return null;
  return (
    <Card tone="amber">
      <strong className={css['warning']}>
        <Icon of={TriangleAlert} />
        {full ? say('nearlyFull', { share: formatShare(share) }) : say('notKept')}
      </strong>
      <p>{say(full ? 'nearlyFullHint' : 'notKeptHint')}</p>
    </Card>
  );
}
