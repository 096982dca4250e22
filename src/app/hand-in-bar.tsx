import { CloudUpload } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useDevice, useSyncStatus } from '../store/device-context.tsx';
import { AppLink } from '../ui/link.tsx';
import { NewsBar } from '../ui/news-bar.tsx';
import { useWords } from '../ui/words.ts';
import { appWords } from './app-words.ts';
import { leftOn } from './wipe-device.ts';

/** On a device that is to be given back while it still has something that only it has: what to do about that. */
export function HandInBar() {
  const say = useWords(appWords);
  const { phase, problem } = useSyncStatus();
  const { store, carried } = useDevice();
  const handsIn = phase === 'signedOut' && problem === 'deviceHandedIn';
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (!handsIn) return undefined;
    const counting = leftOn({ store, carried }).subscribe(setLeft);
    return () => counting.unsubscribe();
  }, [handsIn, store, carried]);
  if (!handsIn || left === 0) return null;
  return (
    <NewsBar icon={CloudUpload} actions={<AppLink to="/upload">{say('handInSee')}</AppLink>}>
      {say('handIn', { n: left })}
    </NewsBar>
  );
}
