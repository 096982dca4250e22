import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import type { Surroundings } from '../surroundings.ts';

/** The real clock, chance and timers, with a log of lines in JSON on standard error. */
export function processSurroundings(): Surroundings {
  const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
  return {
    now: () => Date.now(),
    randomBytes: (size) => randomBytes(size),
    every: (milliseconds, work) => {
      const timer = setInterval(work, milliseconds);
      timer.unref();
      return () => {
        clearInterval(timer);
      };
    },
    report: (event, details = {}, error) => {
      if (error === undefined) log.info({ event, ...details });
      else if (error instanceof Error) {
        // The message may quote what somebody wrote; kind and place of the fault never do.
        const { name, stack } = error;
        const at = (stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
        log.error({ event, ...details, name, at: at.slice(0, 6) });
      } else log.error({ event, ...details });
    },
  };
}
