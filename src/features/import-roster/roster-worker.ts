// Older browsers sort and group no lists in workers either; see src/app/older-browsers.ts.
import 'core-js/modules/es.array.to-sorted.js';
import 'core-js/modules/es.map.group-by.js';
import type { DeskAnswer, DeskCall } from './desk-in-worker.ts';
import { rosterDesk } from './roster-desk.ts';

const desk = rosterDesk();

async function answer({ id, call }: DeskCall): Promise<DeskAnswer> {
  try {
    if (call.name === 'open') return { id, value: await desk.open(call.bytes) };
    if (call.name === 'plan') return { id, value: await desk.plan(call.request) };
    return { id, value: await desk.rejectedCsv(call.reading, call.lines, call.titles) };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) };
  }
}

self.addEventListener('message', ({ data }: MessageEvent<DeskCall>) => {
  void answer(data).then((message) => self.postMessage(message, {}));
});
