import type { SyncStatus } from '../store/sync-status.ts';
import { formatShare, formatTime, formatWhen, shanghaiDay } from '../ui/format.ts';
import type { Tone } from '../ui/palette.ts';
import type { Say } from '../ui/words.ts';
import type { appWords } from './app-words.ts';

export interface StatusSaid {
  readonly tone: Tone;
  readonly look: 'done' | 'offline' | 'busy' | 'failed' | 'returned';
  readonly words: string;
}

type SayApp = Say<keyof typeof appWords.zh>;

function allUploaded(say: SayApp, at: number | null, now: number): string {
  if (at === null) return say('uploaded');
  const today = shanghaiDay(at) === shanghaiDay(now);
  return say('uploadedAt', { time: today ? formatTime(at) : formatWhen(at, now) });
}

/** The state of uploading in the words that are always the same. Offline is no error. */
export function statusSaid(
  status: SyncStatus,
  returned: number,
  now: number,
  say: SayApp,
): StatusSaid {
  const { phase, unsent, sending, progress } = status;
  if (phase === 'signedOut') return { tone: 'amber', look: 'failed', words: say('signedOut') };
  if (phase === 'failed') return { tone: 'alarm', look: 'failed', words: say('failed') };
  if (phase === 'offline') {
    const words = unsent > 0 ? say('offline', { n: unsent }) : say('offlineNone');
    return { tone: 'grey', look: 'offline', words };
  }
  if (phase === 'firstSync') {
    const share = progress && progress.total > 0 ? progress.done / progress.total : 0;
    return { tone: 'teal', look: 'busy', words: say('firstSync', { share: formatShare(share) }) };
  }
  if (phase === 'pushing' && sending) {
    return { tone: 'teal', look: 'busy', words: say('sending', { ...sending }) };
  }
  if (unsent > 0) return { tone: 'teal', look: 'busy', words: say('waiting', { n: unsent }) };
  if (returned > 0) {
    return { tone: 'amber', look: 'returned', words: say('returned', { n: returned }) };
  }
  return { tone: 'teal', look: 'done', words: allUploaded(say, status.syncedAt, now) };
}
