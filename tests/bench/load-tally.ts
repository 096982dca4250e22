import { setTimeout as wait } from 'node:timers/promises';
import type { Answered, LoadClient } from './load-client.ts';
import type { LoadDevice } from './load-community.ts';

/** What many devices got done together. */
export interface Load {
  /** Rows pushed or records pulled. */
  readonly done: number;
  readonly seconds: number;
  /** How long each answer took (ms), the shortest first. */
  readonly answers: readonly number[];
  /** Answers that asked the device to come back later. */
  readonly sentAway: number;
}

/** The answer time below which `share` of all answers lie (ms). */
export function percentile({ answers }: Pick<Load, 'answers'>, share: number): number {
  return answers[Math.min(answers.length - 1, Math.floor(answers.length * share))] ?? Number.NaN;
}

/** Counts what one load did, over all its devices. */
export class Tally {
  done = 0;
  sentAway = 0;
  readonly answers: number[] = [];
  readonly began = performance.now();
  readonly until: number;

  /** For so long, or until everybody has done what he came for. */
  constructor(seconds = Infinity) {
    this.until = this.began + seconds * 1000;
  }

  get isOver(): boolean {
    return performance.now() >= this.until;
  }

  /** What is answered after the end is not counted, nor is the time in which the last ones wait as they were told. */
  count(done: number): void {
    if (!this.isOver) this.done += done;
  }

  /** Posts once more for as long as the server asks for patience. */
  async post(
    client: LoadClient,
    device: LoadDevice,
    path: string,
    body: string,
  ): Promise<Answered> {
    for (;;) {
      const answer = await client.post(device.token, path, body);
      if (answer.status !== 503 && answer.status !== 429) {
        if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
        this.answers.push(answer.took);
        return answer;
      }
      this.sentAway += 1;
      await wait(answer.retryAfter * 1000);
    }
  }

  load(): Load {
    const { done, sentAway } = this;
    const seconds = (Math.min(performance.now(), this.until) - this.began) / 1000;
    return { done, sentAway, seconds, answers: this.answers.toSorted((a, b) => a - b) };
  }
}
