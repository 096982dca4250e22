import { Check, Undo2 } from 'lucide-react';
import { useCallback, useEffect } from 'react';
import { doorInPath } from '../../domain/door.ts';
import { isSettling, undoLeft } from '../../domain/visit-draft.ts';
import { useDevice, useMemory, useRecords } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import {
  restingKey,
  settleForgotten,
  settleResting,
  takeBack,
  type RestingPlace,
} from '../../store/resting-visits.ts';
import { Icon } from '../../ui/icon.tsx';
import { NotKept } from '../../ui/not-kept.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useWords } from '../../ui/words.ts';
import { stateFaces } from './door-face.ts';
import css from './resting-bar.module.css';
import { roundWords } from './words.ts';

const none: readonly RestingPlace[] = [];
// A timer may fire a moment before the clock has moved on.
const toBeSure = 30;

/**
 * Shows what was recorded by one tap while it can be taken back, on every screen; finishes it when that time
 * is over or the app goes out of sight, and when it opens what an app that was killed left behind.
 */
export function RestingBar() {
  const { store } = useDevice();
  const [places] = useMemory(restingKey, none);
  const { attempt, failure } = useAttempt();
  const settle = useCallback(
    (which: 'due' | 'all') => void attempt(() => settleResting(store, which)),
    [store, attempt],
  );

  useEffect(() => {
    settle('due');
    void attempt(() => settleForgotten(store));
    const hidden = () => {
      if (document.visibilityState === 'hidden') settle('all');
    };
    document.addEventListener('visibilitychange', hidden);
    return () => document.removeEventListener('visibilitychange', hidden);
  }, [settle, attempt, store]);

  return (
    <div className={css['bars']} aria-live="polite">
      <NotKept failure={failure} />
      {places.map(({ place }) => (
        <RestingAt key={place} place={place} settle={settle} />
      ))}
    </div>
  );
}

function RestingAt({
  place,
  settle,
}: {
  readonly place: string;
  readonly settle: (which: 'due') => void;
}) {
  const drafts = useRecords('visits', { where: { place, draft: 1 } });
  return drafts
    ?.filter(isSettling)
    .map((visit) => <RestingVisit key={visit.id} visit={visit} settle={settle} />);
}

function RestingVisit({
  visit,
  settle,
}: {
  readonly visit: Local<'visits'>;
  readonly settle: (which: 'due') => void;
}) {
  const say = useWords(roundWords);
  const { store } = useDevice();
  const { once, failure } = useAttempt();
  useEffect(() => {
    const timer = setTimeout(() => settle('due'), undoLeft(visit, store.now()) + toBeSure);
    return () => clearTimeout(timer);
  }, [visit, store, settle]);
  const face = stateFaces[visit.outcome ?? 'notIn'];
  return (
    <div className={css['bar']}>
      <Icon of={Check} />
      <span className={css['words']}>
        {say('resting', { door: doorInPath(visit.place) ?? '', outcome: say(face.word) })}
      </span>
      <button
        type="button"
        className={css['undo']}
        onClick={() => void once(() => takeBack(store, visit))}
      >
        <Icon of={Undo2} /> {say('undo')}
      </button>
      <NotKept failure={failure} />
    </div>
  );
}
