import type { CallResult } from '../protocol/server-calls.ts';
import { protocolVersion } from '../protocol/session.ts';
import type { PullAnswer, PullRequest } from '../protocol/sync.ts';
import { counting } from './counting.ts';
import type { StatusKeeper } from './status-keeper.ts';
import type { SyncPorts } from './sync-ports.ts';

const smallestPage = 100;
const largestPage = 2_000;
const quickly = 1_500;

/** How this device stands, told with every question for a page. */
export type Standing = Pick<PullRequest, 'unsent' | 'held'>;

/** The questions for the pages of the feed, as large as the network bears. */
export function askingForPages(
  ports: Pick<SyncPorts, 'store' | 'now' | 'app'>,
  status: Pick<StatusKeeper, 'now'>,
) {
  let pageSize = 500;
  const held = counting(ports);
  return {
    standing: async (): Promise<Standing> => ({
      unsent: await ports.store.countWaiting(),
      ...(await held()),
    }),
    /** Asks at once: whoever writes a page afterwards does not hold the question up. */
    async ask(
      standing: Standing,
      checkpoint: string | null,
      before: string | null,
      call: (request: PullRequest) => Promise<CallResult<PullAnswer>>,
    ): Promise<CallResult<PullAnswer>> {
      const { compared } = status.now();
      const askedAt = ports.now();
      const answer = await call({
        protocol: protocolVersion,
        checkpoint,
        limit: pageSize,
        app: ports.app,
        ...standing,
        ...(compared ? { compared } : {}),
        ...(before === null ? {} : { before }),
      });
      // A page is what is lost when the network goes: small where it is slow, large where it is not.
      if (answer.ok && ports.now() - askedAt < quickly)
        pageSize = Math.min(largestPage, pageSize * 2);
      else pageSize = Math.max(smallestPage, Math.floor(pageSize / 2));
      return answer;
    },
  };
}
