import { BellRing } from 'lucide-react';
import type { Urgency } from '../../domain/needs.ts';
import { Card } from '../../ui/card.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { Icon } from '../../ui/icon.tsx';
import { QuietButton } from '../../ui/primary-button.tsx';
import { useWords } from '../../ui/words.ts';
import css from './raise-need.module.css';
import { raiseWords } from './words.ts';

const calmestFirst: readonly Urgency[] = ['normal', 'urgent', 'emergency'];

/** How urgent it is; an emergency says beforehand what it sets off. */
export function UrgencyField({
  value,
  onChange,
  alarmAddress,
}: {
  readonly value: Urgency;
  readonly onChange: (urgency: Urgency) => void;
  readonly alarmAddress: string;
}) {
  const say = useWords(raiseWords);
  return (
    <>
      <ChoiceRow
        label={say('urgency')}
        value={value}
        choices={calmestFirst.map((urgency) => ({
          value: urgency,
          label: say(urgency),
          ...(urgency === 'emergency' ? { icon: BellRing } : {}),
        }))}
        onChange={onChange}
      />
      {value === 'emergency' && (
        <Card tone="alarm">
          <output className={css['emergency']}>
            <strong>
              <Icon of={BellRing} /> {say('emergencyTitle')}
            </strong>
            <p>{say('emergencyHint')}</p>
            <p>{say('emergencyDanger')}</p>
            <QuietButton tone="alarm" to={alarmAddress}>
              {say('toAlarm')}
            </QuietButton>
          </output>
        </Card>
      )}
    </>
  );
}
