import { CloudCheck, CloudUpload, Undo2 } from 'lucide-react';
import { needStatusOf } from '../../domain/need-steps.ts';
import type { Local } from '../../store/local-record.ts';
import { Pill } from '../../ui/pill.tsx';
import { useWords } from '../../ui/words.ts';
import css from './need-detail.module.css';
import { categoryIcons } from './need-icons.ts';
import { UrgencyPill } from './need-row.tsx';
import { needWords } from './need-words.ts';
import { queueWords } from './words.ts';

/** Above the heading: kind, urgency, status and whether it has been uploaded. */
export function NeedMarks({
  need,
  returned,
}: {
  readonly need: Local<'needs'>;
  readonly returned: boolean;
}) {
  const sayNeed = useWords(needWords);
  const sayQueue = useWords(queueWords);
  const { status } = needStatusOf(need.steps);
  const waiting = need.unsentSince > 0;
  return (
    <span className={css['pills']}>
      <Pill tone="teal" icon={categoryIcons[need.category]}>
        {sayNeed(need.category)}
      </Pill>
      <UrgencyPill urgency={need.urgency} />
      <Pill tone={status === 'submitted' ? 'amber' : 'grey'}>
        {sayNeed(`status.${status ?? 'submitted'}`)}
      </Pill>
      {need.kind === 'crisis' && <Pill tone="grey">{sayNeed('crisis')}</Pill>}
      {returned ? (
        <Pill tone="amber" icon={Undo2}>
          {sayQueue('returned')}
        </Pill>
      ) : (
        <Pill tone="grey" icon={waiting ? CloudUpload : CloudCheck}>
          {sayQueue(waiting ? 'waiting' : 'sent')}
        </Pill>
      )}
    </span>
  );
}
