import { Button } from '@mantine/core';
import { MonitorDown } from 'lucide-react';
import { useMemory } from '../store/device-context.tsx';
import { Card } from '../ui/card.tsx';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../ui/words.ts';
import { appWords } from './app-words.ts';
import { install, useInstallWay } from './install-prompt.ts';
import css from './install-card.module.css';

/** On 待办, until it is dismissed: how to put the app on the home screen. */
export function InstallCard() {
  const say = useWords(appWords);
  const way = useInstallWay();
  const [dismissed, setDismissed] = useMemory('installDismissed', false);
  if (way === 'none' || dismissed) return null;
  return (
    <Card>
      <div className={css['card']}>
        <Icon of={MonitorDown} size={1.6} />
        <div className={css['words']}>
          <strong>{say('installTitle')}</strong>
          <p>{say(way === 'ios' ? 'installIos' : 'installHint')}</p>
        </div>
        <div className={css['buttons']}>
          {way === 'offered' && (
            <Button variant="light" onClick={() => void install()}>
              {say('install')}
            </Button>
          )}
          <Button variant="subtle" onClick={() => setDismissed(true)}>
            {say('later')}
          </Button>
        </div>
      </div>
    </Card>
  );
}
