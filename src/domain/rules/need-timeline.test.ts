import { describe, expect, it } from 'vitest';
import type { StepName } from '../need-steps.ts';
import type { NeedStep } from '../needs.ts';
import { timelineOf } from './need-timeline.ts';

const step = (
  id: string,
  name: StepName,
  at: number,
  by: string,
  more: Partial<NeedStep> = {},
): NeedStep => ({ id, step: name, at, by, receivedAt: at, ...more });

const submitted = step('s0', 'submitted', 1, 'liaison');
const effects = (...steps: NeedStep[]) =>
  timelineOf([submitted, ...steps])
    .slice(1)
    .map(({ step: { id }, effect, because, crossed }) => [
      id,
      effect,
      because?.id ?? null,
      crossed,
    ]);

describe('the history of a need', () => {
  it('tells that two assigned offline, that the later stands, and that neither knew', () => {
    const first = step('a', 'assigned', 10, 'head', { assignee: 'w', receivedAt: 50 });
    const second = step('b', 'assigned', 12, 'centre', { assignee: 'l', receivedAt: 13 });
    expect(effects(second, first)).toEqual([
      ['a', 'replaced', 'b', true],
      ['b', 'stands', null, false],
    ]);
  });

  it('does not call it a clash when somebody changes his own or a known choice', () => {
    const first = step('a', 'assigned', 10, 'head', { assignee: 'w' });
    expect(effects(first, step('b', 'assigned', 12, 'head', { assignee: 'l' }))[0]).toEqual([
      'a',
      'replaced',
      'b',
      false,
    ]);
    expect(effects(first, step('b', 'assigned', 12, 'centre'))[0]?.[3]).toBe(false);
  });

  it('says why a step changed nothing', () => {
    const declined = step('d', 'declined', 10, 'centre', { receivedAt: 40 });
    expect(effects(declined, step('a', 'assigned', 12, 'head'))).toEqual([
      ['d', 'stands', null, false],
      ['a', 'closed', 'd', true],
    ]);
    expect(
      effects(step('t', 'triaged', 10, 'head'), step('u', 'triaged', 12, 'centre'))[1],
    ).toEqual(['u', 'repeated', 't', false]);
    expect(effects(step('a', 'assigned', 9, 'head'), step('u', 'triaged', 12, 'head'))[1]).toEqual([
      'u',
      'repeated',
      'a',
      false,
    ]);
    expect(effects(step('f', 'done', 5, 'helper'))).toEqual([['f', 'tooEarly', null, false]]);
  });

  it('shows what was taken back, and hides a taking back that did nothing', () => {
    const triaged = step('t', 'triaged', 10, 'head');
    expect(effects(triaged, step('u', 'undone', 11, 'head', { undoes: 't' }))).toEqual([
      ['t', 'takenBack', null, false],
      ['u', 'stands', null, false],
    ]);
    expect(effects(triaged, step('u', 'undone', 11, 'centre', { undoes: 't' }))).toHaveLength(1);
  });
});
