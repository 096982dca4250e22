import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepNames, type StepName } from '../need-steps.ts';
import { urgencies, type Need } from '../needs.ts';
import { byUrgencyThenClock, needClocks, pressingClock, type ClockName } from './need-clocks.ts';
import { defaultSettings } from './settings.ts';

const hour = 3_600_000;
const captured = Date.parse('2026-11-30T22:30:00+08:00');
let count = 0;
const uuid = (): string => {
  count += 1;
  return `00000000-0000-7000-8000-${String(count).padStart(12, '0')}`;
};
const step = (name: StepName, at: number) => ({ id: uuid(), step: name, at, by: 'p' });
const need = (steps: readonly Need['steps'][number][] = [], more: Partial<Need> = {}): Need => ({
  id: uuid(),
  kind: 'need',
  place: 'c1/g1/b1/h101',
  involves: [],
  createdAt: captured,
  createdBy: 'p',
  version: 1,
  receivedAt: captured + 3 * hour,
  category: 'repair',
  urgency: 'normal',
  what: '灯坏了',
  consent: true,
  source: 'door',
  steps: [step('submitted', more.createdAt ?? captured), ...steps],
  ...more,
});
const clocks = (one: Need, now: number) => needClocks(one, defaultSettings, now);
const names: readonly ClockName[] = ['triage', 'response', 'confirm'];

describe('the clocks of a need', () => {
  it('count triage and confirmation from receipt, the first answer from capture', () => {
    const found = clocks(need(), captured);
    const received = captured + 3 * hour;
    expect(names.map((name) => found[name].startsAt)).toEqual([received, captured, received]);
    expect(names.map((name) => found[name].dueAt)).toEqual([
      received + 2 * hour,
      captured + 24 * hour,
      received + 48 * hour,
    ]);
  });

  it('count from capture while the need is on the phone only', () => {
    const found = clocks(need([], { receivedAt: 0 }), captured);
    expect(found.triage.dueAt).toBe(captured + 2 * hour);
  });

  it('are breached a millisecond after the end, across midnight and the month end', () => {
    const { dueAt } = clocks(need(), captured).triage;
    expect(clocks(need(), dueAt).triage).toMatchObject({ state: 'running', left: 0 });
    expect(clocks(need(), dueAt + 1).triage).toMatchObject({ state: 'breached', left: -1 });
  });

  it('are met to the last millisecond and late after it', () => {
    const { dueAt } = clocks(need(), captured).triage;
    const now = dueAt + hour;
    expect(clocks(need([step('triaged', dueAt)]), now).triage.state).toBe('met');
    expect(clocks(need([step('triaged', dueAt + 1)]), now).triage.state).toBe('metLate');
  });

  it('take the first step that stops them and no step that did not count', () => {
    const first = captured + 4 * hour;
    const steps = [step('assigned', first + hour), step('triaged', first), step('done', first - 1)];
    expect(clocks(need(steps), first + 2 * hour).triage.metAt).toBe(first);
    expect(clocks(need(steps), first + 2 * hour).confirm.metAt).toBeNull();
  });

  it('keep confirmation running after triage, until somebody was in contact', () => {
    const sorted = [step('triaged', captured + hour)];
    expect(clocks(need(sorted), captured + 2 * hour).confirm.state).toBe('running');
    const told = [...sorted, step('contacted', captured + 5 * hour)];
    expect(clocks(need(told), captured + 6 * hour).confirm.state).toBe('met');
  });

  it('have all stopped when a need is declined or done', () => {
    for (const end of ['declined', 'done'] as const) {
      const one = need([step('triaged', captured + hour), step(end, captured + 2 * hour)]);
      expect(pressingClock(one, defaultSettings, captured + 99 * hour)).toBeNull();
    }
  });

  it('press by the one that ends first', () => {
    const now = captured + hour;
    expect(pressingClock(need(), defaultSettings, now)?.name).toBe('triage');
    const triaged = need([step('triaged', now)]);
    expect(pressingClock(triaged, defaultSettings, now)?.name).toBe('confirm');
    const waiting = need([], { receivedAt: captured + 23 * hour });
    expect(pressingClock(waiting, defaultSettings, now)?.name).toBe('response');
  });

  const anyNeed = fc
    .record({
      urgency: fc.constantFrom(...urgencies),
      createdAt: fc.integer({ min: 0, max: 4 }).map((n) => captured + n * hour),
      receivedAt: fc.constantFrom(0, captured + 5 * hour),
      steps: fc.array(
        fc.record({
          name: fc.constantFrom(...stepNames),
          after: fc.integer({ min: 0, max: 60 }),
        }),
        { maxLength: 6 },
      ),
    })
    .map(({ steps, ...more }) =>
      need(
        steps.map(({ name, after }) => step(name, captured + after * hour)),
        more,
      ),
    );
  const moment = fc.integer({ min: captured, max: captured + 100 * hour });

  it('say whether they run by what is left, and when they were met by the step', () => {
    fc.assert(
      fc.property(anyNeed, moment, (one, now) => {
        for (const clock of Object.values(clocks(one, now))) {
          expect(clock.left).toBe(clock.dueAt - now);
          const expected =
            clock.metAt !== null
              ? [clock.metAt <= clock.dueAt ? 'met' : 'metLate']
              : [clock.left >= 0 ? 'running' : 'breached', 'void'];
          expect(expected).toContain(clock.state);
        }
      }),
    );
  });

  it('read the same whatever the order in which steps arrive', () => {
    fc.assert(
      fc.property(anyNeed, moment, (one, now) => {
        const other = { ...one, steps: one.steps.toReversed() };
        expect(clocks(other, now)).toEqual(clocks(one, now));
      }),
    );
  });

  it('order a queue in one way only, emergencies first', () => {
    fc.assert(
      fc.property(fc.array(anyNeed, { maxLength: 8 }), moment, (queue, now) => {
        const sort = (list: readonly Need[]) =>
          list.toSorted(byUrgencyThenClock(defaultSettings, now)).map((one) => one.id);
        const sorted = sort(queue);
        expect(sort(queue.toReversed())).toEqual(sorted);
        const ranks = sorted.map((id) =>
          urgencies.indexOf(queue.find((one) => one.id === id)?.urgency ?? 'normal'),
        );
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
      }),
    );
  });
});
