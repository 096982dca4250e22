import { CloudOff, CloudUpload, RotateCcw, Send } from 'lucide-react';
import { alarmStateOf } from '../../domain/rules/alarms.ts';
import { useDevice, useSyncStatus } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { Card } from '../../ui/card.tsx';
import { formatTime } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { QuietButton } from '../../ui/primary-button.tsx';
import { useWords } from '../../ui/words.ts';
import css from './alarm.module.css';
import { alarmWords } from './words.ts';

/** Whether the alarm has left this phone, said so that nobody waits for help that was never asked for. */
export function SentState({ alarm }: { readonly alarm: Local<'visits'> }) {
  const say = useWords(alarmWords);
  const status = useSyncStatus();
  const device = useDevice();
  if (alarm.receivedAt > 0 && alarm.unsentSince === 0) {
    // Once it is over, that it arrived goes without saying.
    if (!alarmStateOf(alarm).open) return null;
    return (
      <output className={css['sent']}>
        <Icon of={Send} />
        <span>
          <strong>{say('sent', { time: formatTime(alarm.receivedAt) })}</strong>{' '}
          <span className={css['hint']}>{say('sentHint')}</span>
        </span>
      </output>
    );
  }
  const arrived = alarm.receivedAt > 0;
  const sending = status.phase === 'pushing';
  const hint = status.phase === 'offline' ? 'notSentOffline' : ('notSentHint' as const);
  return (
    <Card tone="amber">
      <output className={css['sent']}>
        <Icon of={sending ? CloudUpload : CloudOff} />
        <span>
          <strong>{say(sending ? 'sending' : arrived ? 'wordsNotSent' : 'notSent')}</strong>
          {!arrived && <span className={css['line']}>{say(hint)}</span>}
        </span>
      </output>
      {!sending && (
        <QuietButton icon={RotateCcw} onClick={() => device.syncNow()}>
          {say('again')}
        </QuietButton>
      )}
    </Card>
  );
}
