import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Client, escapeIdentifier } from 'pg';
import { beAtWork } from './postgres-claim.ts';
import { connectionOptions, schemaOf, type PostgresOptions } from './postgres-connection.ts';
import type { StoreListener } from './store.ts';

/** What the processes on one database say to each other, each hearing itself at once and the others by NOTIFY. */
export interface PostgresChannel extends StoreListener {
  open(): Promise<void>;
  close(): Promise<void>;
  listen(listener: StoreListener): () => void;
  /** The name of the channel, and a word as it travels there. */
  carrying(word: string): [channel: string, payload: string];
}

/** How often (ms) it is asked whether the connection is still there, and how long is waited before a new one. */
const askEvery = 10_000;
const reconnectAfter = 300;

export function makeChannel(options: PostgresOptions): PostgresChannel {
  const name = schemaOf(options);
  const self = `${randomBytes(6).toString('base64url')} `;
  const listeners = new Set<StoreListener>();
  const closing = new AbortController();
  let current: Client | null = null;

  const heard = (word: string): void => listeners.forEach((listener) => listener.heard(word));
  const missed = (): void => listeners.forEach((listener) => listener.missed());

  async function connect(): Promise<Client> {
    const client = new Client({ ...connectionOptions(options), query_timeout: askEvery });
    client.on('error', () => undefined);
    client.on('notification', ({ payload = '' }) => {
      if (!payload.startsWith(self)) heard(payload.slice(self.length));
    });
    await client.connect();
    try {
      await beAtWork(client, options);
      await client.query(`listen ${escapeIdentifier(name)}`);
    } catch (error) {
      await client.end();
      throw error;
    }
    return client;
  }

  /** Until the connection is gone: a half-open one does not say so by itself. */
  async function stay(client: Client): Promise<void> {
    const gone = once(client, 'end', { signal: closing.signal });
    for (;;) {
      const isGone = await Promise.race([
        gone.then(() => true),
        wait(askEvery, false, { signal: closing.signal, ref: false }),
      ]);
      if (isGone) return;
      await client.query('select 1');
    }
  }

  async function keep(client: Client): Promise<void> {
    current = client;
    try {
      await stay(client);
    } catch {
      // Closed on purpose, or dead: either way this connection is done with.
    }
    await client.end().catch(() => undefined);
  }

  /** A listener that lost its connection hears nothing; when it is back, it may have missed something. */
  async function stayOpen(first: Client): Promise<void> {
    await keep(first);
    while (!closing.signal.aborted) {
      try {
        await wait(reconnectAfter, undefined, { signal: closing.signal, ref: false });
        const client = await connect();
        missed();
        await keep(client);
      } catch {
        // The database is away, or this store was closed: the loop knows which.
      }
    }
  }

  let staying: Promise<void> = Promise.resolve();
  return {
    heard,
    missed,
    async open() {
      staying = stayOpen(await connect());
    },
    async close() {
      closing.abort();
      await current?.end().catch(() => undefined);
      await staying;
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    carrying: (word) => [name, self + word],
  };
}
