import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { Timers } from '../../src/sync/sync-ports.ts';

type OpensDatabases = Pick<IDBFactory, 'open'>;

/** What RxDB, Dexie and fake-indexeddb find around them, so that nothing of it is left to real time. */
export interface RxdbSurroundings {
  /** Comes back when none of them has anything left to do before a timer runs. */
  quiet(): Promise<void>;
  /** Their timers are these from now on. */
  keepTime(timers: Timers): void;
  /** What nobody caught. */
  hear(thrown: (error: unknown) => void): void;
  /** Databases whose name begins with `name` are opened there. */
  serve(name: string, factory: OpensDatabases): void;
  stop(name: string): void;
}

/** Names are given as the factory of one life knows them. */
type Served = Map<string, OpensDatabases>;

/** What tabs say to each other arrives with the next task, not when the system gets round to it. */
function channels() {
  const open = new Set<Channel>();
  class Channel extends EventTarget {
    onmessage: ((event: MessageEvent) => void) | null = null;
    readonly name: string;
    constructor(name: string) {
      super();
      this.name = name;
      open.add(this);
    }
    postMessage(data: unknown): void {
      for (const other of open) {
        if (other === this || other.name !== this.name) continue;
        const event = new MessageEvent('message', { data: structuredClone(data) });
        setImmediate(() => {
          if (!open.has(other)) return;
          other.onmessage?.(event);
          other.dispatchEvent(event);
        });
      }
    }
    close(): void {
      open.delete(this);
    }
    unref(): void {}
  }
  return Channel;
}

/** The real one answers from another thread, whenever that is done. */
function digest(_how: unknown, data: Uint8Array): Promise<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = createHash('sha256').update(data).digest();
  return Promise.resolve(buffer.slice(byteOffset, byteOffset + byteLength));
}

let made: RxdbSurroundings | null = null;

/** Once and for good, before the first of them is loaded; only for a process that does nothing but simulate. */
export function rxdbSurroundings(): RxdbSurroundings {
  made ??= make();
  return made;
}

function make(): RxdbSurroundings {
  const realImmediate = globalThis.setImmediate;
  const served: Served = new Map();
  const tasks = { left: 0 };
  let timers: Timers | null = null;
  let onError = (error: unknown): void => {
    throw error;
  };
  let ids = 0;
  const cancels = new Map<number, () => void>();

  const immediate = (run: (...told: unknown[]) => void, ...told: unknown[]) => {
    tasks.left += 1;
    return realImmediate(() => {
      tasks.left -= 1;
      try {
        run(...told);
      } catch (error) {
        onError(error);
      }
    });
  };
  const timeout = (run: (...told: unknown[]) => void, ms = 0, ...told: unknown[]): number => {
    ids += 1;
    const id = ids;
    const due = () => {
      cancels.delete(id);
      try {
        run(...told);
      } catch (error) {
        onError(error);
      }
    };
    const cancel = timers?.after(ms, due);
    if (cancel) cancels.set(id, cancel);
    return id;
  };
  const clear = (id: number | undefined): void => {
    cancels.get(id ?? 0)?.();
    cancels.delete(id ?? 0);
  };
  const router = {
    open(name: string, version?: number) {
      const owner = [...served].find(([token]) => name.includes(token));
      if (!owner) throw new Error(`nobody has a database ${name}`);
      return owner[1].open(name, version);
    },
    databases: () => Promise.resolve([]),
    cmp: (a: unknown, b: unknown) => new IDBFactory().cmp(a, b),
  };
  Object.assign(globalThis, {
    self: globalThis,
    setImmediate: immediate,
    setTimeout: timeout,
    clearTimeout: clear,
    BroadcastChannel: channels(),
    indexedDB: router,
    IDBKeyRange,
  });
  Object.defineProperty(crypto.subtle, 'digest', { value: digest });
  process.on('unhandledRejection', (error) => onError(error));
  return {
    async quiet() {
      do await turn();
      while (tasks.left > 0);
    },
    keepTime(next) {
      timers = next;
    },
    hear(thrown) {
      onError = thrown;
    },
    serve: (name, factory) => void served.set(name, factory),
    stop: (name) => void served.delete(name),
  };
}
