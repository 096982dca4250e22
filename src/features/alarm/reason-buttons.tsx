import { Bandage, CircleAlert, DoorClosed, Flame, HeartPulse, Wind } from 'lucide-react';
import { alarmReasons, type AlarmReason } from '../../domain/visits.ts';
import { Icon, type IconType } from '../../ui/icon.tsx';
import { Pressable } from '../../ui/pressable.tsx';
import { useWords } from '../../ui/words.ts';
import css from './alarm.module.css';
import { alarmReasonWords } from './words.ts';

const icons: Readonly<Record<AlarmReason, IconType>> = {
  fall: Bandage,
  ill: HeartPulse,
  noAnswer: DoorClosed,
  gas: Wind,
  fire: Flame,
  other: CircleAlert,
};

/** What may have happened, one tap each. */
export function ReasonButtons({
  onPick,
  tone,
}: {
  readonly onPick: (reason: AlarmReason) => void;
  /** `alarm` where the tap raises the alarm. */
  readonly tone: 'alarm' | 'teal';
}) {
  const say = useWords(alarmReasonWords);
  return (
    <div className={css['reasons']}>
      {alarmReasons.map((reason) => (
        <Pressable
          key={reason}
          className={css['reason']}
          onClick={() => onPick(reason)}
          data={{ 'data-tone': tone }}
        >
          <Icon of={icons[reason]} size={1.6} />
          <span>{say(reason)}</span>
        </Pressable>
      ))}
    </div>
  );
}
