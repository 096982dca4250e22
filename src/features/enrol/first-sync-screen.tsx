import { ArrowRight, Check } from 'lucide-react';
import { useDevice, useRecords, useSyncStatus } from '../../store/device-context.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Mark } from '../../ui/mark.tsx';
import { PrimaryButton } from '../../ui/primary-button.tsx';
import { useProblemWords } from '../../ui/problem-words.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { ErrorState, OfflineNote } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import css from './enrol.module.css';
import { enrolWords } from './words.ts';

/** First sync, a step of its own: how far, what for, and on with it as soon as there is enough to work with. */
export function FirstSyncScreen({
  kept,
  onBegin,
}: {
  /** Whether the app's own files are on the device: only then may one go where there is no network. */
  readonly kept: boolean;
  readonly onBegin: () => void;
}) {
  const say = useWords(enrolWords);
  const sayProblem = useProblemWords();
  const device = useDevice();
  const { phase, progress, problem, syncedAt } = useSyncStatus();
  // Journals come last: with the first visit or notice the people and their needs are complete.
  const visits = useRecords('visits', { limit: 1 });
  const notices = useRecords('notices', { limit: 1 });
  const synced = syncedAt !== null;
  const done = synced && kept;
  const enough = synced || (visits?.length ?? 0) > 0 || (notices?.length ?? 0) > 0;
  const counts = progress && {
    done: formatNumber(progress.done),
    total: formatNumber(progress.total),
  };
  return (
    <main className={css['sync']}>
      <Mark size={3} />
      <h1 className={css['name']}>{say('syncTitle')}</h1>
      <p>{say('syncFor')}</p>
      <div aria-live="polite">
        <p className={css['syncCount']}>
          {done
            ? say('syncDone')
            : synced
              ? say('syncApp')
              : counts
                ? say('syncCounts', counts)
                : say('syncStarting')}
        </p>
      </div>
      <ProgressBar
        label={say('syncTitle')}
        value={done ? 1 : (progress?.done ?? 0)}
        max={done ? 1 : (progress?.total ?? 1)}
      />
      {phase === 'offline' && <OfflineNote>{say('syncOffline')}</OfflineNote>}
      {phase === 'failed' && problem !== undefined && (
        <ErrorState title={sayProblem(problem).why} onRetry={() => device.syncNow()}>
          {sayProblem(problem).next}
        </ErrorState>
      )}
      {enough ? (
        <PrimaryButton icon={done ? Check : ArrowRight} onClick={onBegin}>
          {say(done ? 'syncBegin' : 'syncBackground')}
        </PrimaryButton>
      ) : (
        <p className={css['motto']}>{say('syncWait')}</p>
      )}
    </main>
  );
}
