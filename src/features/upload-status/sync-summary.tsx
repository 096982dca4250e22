import { LogIn } from 'lucide-react';
import { useNow, useSyncStatus } from '../../store/device-context.tsx';
import { Card } from '../../ui/card.tsx';
import { formatLabelled, formatWhen } from '../../ui/format.ts';
import { useProblemWords } from '../../ui/problem-words.ts';
import { PrimaryButton } from '../../ui/primary-button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useWords } from '../../ui/words.ts';
import { uploadWords } from './words.ts';

/** How the last attempt went, in words; offline is told calmly. */
export function SyncSummary() {
  const say = useWords(uploadWords);
  const sayProblem = useProblemWords();
  const { phase, syncedAt, sending, problem } = useSyncStatus();
  const now = useNow();
  const failure =
    problem !== undefined && (phase === 'failed' || phase === 'signedOut')
      ? sayProblem(problem)
      : null;
  return (
    <Card tone={failure ? 'alarm' : phase === 'offline' ? 'grey' : undefined}>
      {phase === 'offline' && (
        <>
          <strong>{say('offline')}</strong>
          <p>{say('offlineHint')}</p>
        </>
      )}
      {failure && (
        <div role="alert">
          <strong>{formatLabelled(say('failed'), failure.why)}</strong>
          <p>{failure.next}</p>
          {phase === 'signedOut' && (
            <PrimaryButton icon={LogIn} to="/enrol">
              {say('signInAgain')}
            </PrimaryButton>
          )}
        </div>
      )}
      {sending && phase === 'pushing' && (
        <>
          <p>{say('sending', { ...sending })}</p>
          <ProgressBar label={say('title')} value={sending.done} max={sending.total} />
        </>
      )}
      <p>
        {syncedAt === null ? say('never') : say('lastSync', { when: formatWhen(syncedAt, now) })}
      </p>
    </Card>
  );
}
