import {
  Ban,
  CheckCheck,
  ClipboardCheck,
  CloudUpload,
  PhoneCall,
  Plus,
  Undo2,
  UserCheck,
} from 'lucide-react';
import type { StepName } from '../../domain/need-steps.ts';
import type { Need } from '../../domain/needs.ts';
import { timelineOf, type TimelineEntry } from '../../domain/rules/need-timeline.ts';
import { formatWhen } from '../../ui/format.ts';
import { Icon, type IconType } from '../../ui/icon.tsx';
import { Pill } from '../../ui/pill.tsx';
import { useWords } from '../../ui/words.ts';
import { detailWords } from './detail-words.ts';
import css from './need-history.module.css';
import { needWords } from './need-words.ts';
import { queueWords } from './words.ts';

const icons: Readonly<Record<StepName, IconType>> = {
  submitted: Plus,
  triaged: ClipboardCheck,
  assigned: UserCheck,
  contacted: PhoneCall,
  done: CheckCheck,
  declined: Ban,
  undone: Undo2,
};

const lateArrival = 5 * 60_000;

/** Every step of a need in the order in which it happened: who, when, and what became of it. */
export function NeedHistory({
  need,
  now,
  nameOf,
}: {
  readonly need: Need;
  readonly now: number;
  readonly nameOf: (person: string) => string;
}) {
  return (
    <ol className={css['history']}>
      {timelineOf(need.steps).map((entry) => (
        <li
          key={entry.step.id}
          className={css['entry']}
          data-void={isVoid(entry) ? true : undefined}
        >
          <span className={css['mark']}>
            <Icon of={icons[entry.step.step]} size={1.15} />
          </span>
          <Entry entry={entry} now={now} nameOf={nameOf} />
        </li>
      ))}
    </ol>
  );
}

const isVoid = (entry: TimelineEntry): boolean => entry.effect !== 'stands';

function Entry({
  entry,
  now,
  nameOf,
}: {
  readonly entry: TimelineEntry;
  readonly now: number;
  readonly nameOf: (person: string) => string;
}) {
  const say = useWords(detailWords);
  const sayQueue = useWords(queueWords);
  const { step } = entry;
  const title = useStepWords(step);
  const effect = useEffectWords(entry, nameOf);
  const receivedLate =
    step.receivedAt !== undefined && step.receivedAt - step.at > lateArrival
      ? say('received', { when: formatWhen(step.receivedAt, now) })
      : null;
  const when = [nameOf(step.by), formatWhen(step.at, now), receivedLate].filter(Boolean);
  return (
    <div className={css['words']}>
      <span className={css['title']}>{title}</span>
      <span className={css['when']}>{when.join(' · ')}</span>
      {step.note !== undefined && <p className={css['note']}>{step.note}</p>}
      {effect !== null && <p className={css['effect']}>{effect}</p>}
      {step.receivedAt === undefined && (
        <Pill tone="grey" icon={CloudUpload}>
          {sayQueue('waiting')}
        </Pill>
      )}
    </div>
  );
}

function useStepWords(step: TimelineEntry['step']): string {
  const sayNeed = useWords(needWords);
  return sayNeed(`step.${step.step}`, { name: step.assigneeName ?? sayNeed('somebody') });
}

function useEffectWords(
  { step, effect, because, crossed }: TimelineEntry,
  nameOf: (person: string) => string,
): string | null {
  const say = useWords(detailWords);
  const sayNeed = useWords(needWords);
  const by = because ? nameOf(because.by) : '';
  if (effect === 'stands') return null;
  if (effect === 'replaced') {
    const name = because?.assigneeName ?? sayNeed('somebody');
    return say(crossed ? 'replacedCrossed' : 'replaced', { by, name });
  }
  if (effect === 'closed') {
    const what = sayNeed(because?.step === 'declined' ? 'status.declined' : 'status.done');
    return say(crossed ? 'closedCrossed' : 'closedBefore', { by, what });
  }
  if (effect === 'repeated' && because?.step === 'assigned' && step.step === 'triaged') {
    return say('overtaken', { by });
  }
  return say(effect, { by });
}
