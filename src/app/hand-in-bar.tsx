import { CloudUpload } from 'lucide-react';
import { useReturned, useSyncStatus } from '../store/device-context.tsx';
import { Icon } from '../ui/icon.tsx';
import { AppLink } from '../ui/link.tsx';
import { useWords } from '../ui/words.ts';
import { appWords } from './app-words.ts';
import css from './shell.module.css';

/** On a device that is to be given back while it still has something that only it has: what to do about that. */
export function HandInBar() {
  const say = useWords(appWords);
  const { phase, problem, unsent } = useSyncStatus();
  const returned = useReturned() ?? [];
  if (phase !== 'signedOut' || problem !== 'deviceHandedIn') return null;
  const left = unsent + returned.filter(({ outcome }) => outcome === 'refused').length;
  if (left === 0) return null;
  return (
    <output className={css['bar']}>
      <Icon of={CloudUpload} />
      <span className={css['barWords']}>{say('handIn', { n: left })}</span>
      <AppLink className={css['barLink']} to="/upload">
        {say('handInSee')}
      </AppLink>
    </output>
  );
}
