import { rm } from 'node:fs/promises';
import { test as base, expect as baseExpect, type BrowserContext } from '@playwright/test';
import { copyOfDemo } from './demo-folder.ts';
import { startServer, type ServerProcess } from './server-process.ts';

interface Asked {
  readonly url: string;
  /** Where the context first went: the only host that the app may ask anything of. */
  readonly home: string;
}

const asked: Asked[] = [];
const isForeign = ({ url, home }: Asked): boolean => new URL(url).origin !== home;

/** Writes down every request that a context makes, of its pages and of its service worker. */
export function recordRequests(context: BrowserContext): void {
  let home: string | null = null;
  context.on('request', (request) => {
    const url = request.url();
    if (!/^(https?|wss?):/.test(url)) return;
    home ??= new URL(url).origin;
    asked.push({ url, home });
  });
}

export const expect = baseExpect.configure({ timeout: 10_000 });

// Long enough for a busy machine; a journey that waits for what never comes says so soon.
const patience = 15_000;

// The first journey of a run seeds the community that the others copy.
const seedingTakes = 120_000;

interface Ground {
  readonly ownHostOnly: void;
  /** A freshly seeded demo community of this journey's own, for one that starts its server itself. */
  readonly demoFolder: string;
  /** A real server on that folder, running until the journey has ended. */
  readonly server: ServerProcess;
}

/** A journey: whatever else it shows, it ends red when anything in it asked another host. */
export const test = base.extend<Ground, { requests: readonly Asked[] }>({
  actionTimeout: patience,
  demoFolder: [
    async ({}, lend) => {
      const folder = await copyOfDemo();
      await lend(folder);
      await rm(folder, { recursive: true, force: true });
    },
    { timeout: seedingTakes },
  ],
  server: async ({ demoFolder }, lend) => {
    const server = await startServer({ data: demoFolder });
    await lend(server);
    await server.stop();
  },
  requests: [
    async ({ browser }, use) => {
      browser.on('context', recordRequests);
      await use(asked);
      const foreign = asked.filter(isForeign).length;
      if (asked.length > 0) console.log(`${asked.length} requests, ${foreign} to other hosts`);
    },
    { scope: 'worker', auto: true },
  ],
  ownHostOnly: [
    async ({ requests }, use) => {
      await use();
      expect(requests.filter(isForeign).map(({ url }) => url)).toEqual([]);
    },
    { auto: true },
  ],
});
