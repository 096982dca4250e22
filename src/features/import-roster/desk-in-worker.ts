import type { SheetReading } from '../../domain/roster/columns.ts';
import type { ImportPlan } from '../../domain/roster/import-plan.ts';
import type { Opened, PlanRequest, RejectedLine, RosterDesk } from './roster-desk.ts';

type Titles = Parameters<RosterDesk['rejectedCsv']>[2];

export interface DeskCall {
  readonly id: number;
  readonly call:
    | { readonly name: 'open'; readonly bytes: Uint8Array }
    | { readonly name: 'plan'; readonly request: PlanRequest }
    | {
        readonly name: 'rejectedCsv';
        readonly reading: SheetReading;
        readonly lines: readonly RejectedLine[];
        readonly titles: Titles;
      };
}

export type DeskAnswer =
  | { readonly id: number; readonly value: Opened | ImportPlan | string }
  | { readonly id: number; readonly failure: string };

/** A desk in a worker of its own, so that a list of thousands never holds up the screen. */
export function deskInWorker(): RosterDesk & { close(): void } {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let worker: Worker | null = null;
  let last = 0;
  const started = (): Worker => {
    const fresh = new Worker(new URL('./roster-worker.ts', import.meta.url), { type: 'module' });
    fresh.addEventListener('message', ({ data }: MessageEvent<DeskAnswer>) => {
      const call = waiting.get(data.id);
      waiting.delete(data.id);
      if ('failure' in data) call?.reject(new Error(data.failure));
      else call?.resolve(data.value);
    });
    fresh.addEventListener('error', ({ message }) => {
      for (const call of waiting.values()) call.reject(new Error(message));
      waiting.clear();
    });
    return fresh;
  };
  const ask = <T>(call: DeskCall['call']): Promise<T> => {
    const answer = withResolvers<unknown>();
    last += 1;
    waiting.set(last, answer);
    worker ??= started();
    worker.postMessage({ id: last, call } satisfies DeskCall, []);
    return answer.promise as Promise<T>;
  };
  return {
    open: (bytes) => ask<Opened>({ name: 'open', bytes }),
    plan: (request) => ask<ImportPlan>({ name: 'plan', request }),
    rejectedCsv: (reading, lines, titles) =>
      ask<string>({ name: 'rejectedCsv', reading, lines, titles }),
    close: () => {
      worker?.terminate();
      worker = null;
    },
  };
}

/** Promise.withResolvers, which browsers from 2022 do not have. */
function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve: PromiseWithResolvers<T>['resolve'] = () => undefined;
  let reject: PromiseWithResolvers<T>['reject'] = () => undefined;
  const promise = new Promise<T>((good, bad) => {
    resolve = good;
    reject = bad;
  });
  return { promise, resolve, reject };
}
