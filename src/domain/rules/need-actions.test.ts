import { describe, expect, it } from 'vitest';
import type { Reader } from '../access.ts';
import { undoWithin, type StepName } from '../need-steps.ts';
import type { Need, NeedStep } from '../needs.ts';
import type { Role } from '../record-type.ts';
import { isContacted, nextStep, stepsOpenTo, undoable } from './need-actions.ts';

const now = 1_000_000_000;
let count = 0;
const step = (name: StepName, by = 'head', more: Partial<NeedStep> = {}): NeedStep => {
  count += 1;
  return { id: `s${count}`, step: name, at: now + count, by, ...more };
};

const need = (...steps: NeedStep[]): Need => ({
  id: 'n1',
  kind: 'need',
  place: 'c1/g01/b01/h0501',
  involves: ['raiser', 'helper'],
  createdAt: now,
  createdBy: 'raiser',
  version: 1,
  receivedAt: now,
  category: 'repair',
  urgency: 'normal',
  what: '水管漏了',
  consent: true,
  source: 'door',
  steps: [step('submitted', 'raiser', { at: now }), ...steps],
});

const reader = (role: Role, place = 'c1/g01', person: string = role): Reader => ({
  person,
  grants: [{ role, place }],
});

describe('steps open to a reader', () => {
  it('lets the head judge, give away and decline, and the liaison not', () => {
    expect(stepsOpenTo(reader('head'), need())).toEqual([
      'triaged',
      'assigned',
      'contacted',
      'declined',
    ]);
    expect(stepsOpenTo(reader('liaison', 'c1/g01/b01'), need())).toEqual(['contacted']);
  });

  it('lets the helper it was given to speak and finish, and a stranger nothing', () => {
    const given = need(step('triaged'), step('assigned', 'head', { assignee: 'helper' }));
    expect(stepsOpenTo(reader('volunteer', 'c1/g02', 'helper'), given)).toEqual([
      'contacted',
      'done',
    ]);
    expect(stepsOpenTo(reader('volunteer', 'c1/g01', 'other'), given)).toEqual([]);
    expect(stepsOpenTo(reader('head', 'c1/g02'), given)).toEqual([]);
  });

  it('offers nothing once it is closed', () => {
    expect(stepsOpenTo(reader('admin', 'c1'), need(step('declined')))).toEqual([]);
  });
});

describe('the step to offer first', () => {
  it('goes from judging to giving to speaking to finishing', () => {
    const head = reader('head');
    expect(nextStep(head, need())).toBe('triaged');
    expect(nextStep(head, need(step('triaged')))).toBe('assigned');
    const given = [step('triaged'), step('assigned', 'head', { assignee: 'helper' })];
    expect(nextStep(head, need(...given))).toBe('contacted');
    expect(nextStep(head, need(...given, step('contacted')))).toBe('done');
  });

  it('asks a new helper to speak again with the resident', () => {
    const steps = [step('assigned', 'head', { assignee: 'helper' }), step('contacted')];
    expect(isContacted(need(...steps))).toBe(true);
    expect(isContacted(need(...steps, step('assigned', 'head', { assignee: 'other' })))).toBe(
      false,
    );
  });
});

describe('taking back', () => {
  it('offers the last step to its author for a while, and to nobody else', () => {
    const mine = step('triaged', 'head');
    const triaged = need(mine);
    expect(undoable(reader('head'), triaged, mine.at + undoWithin)?.id).toBe(mine.id);
    expect(undoable(reader('head'), triaged, mine.at + undoWithin + 1)).toBeNull();
    expect(undoable(reader('admin', 'c1'), triaged, mine.at)).toBeNull();
    expect(undoable(reader('head'), need(), now)).toBeNull();
    const later = need(mine, step('contacted', 'helper'));
    expect(undoable(reader('head'), later, mine.at + 5)).toBeNull();
  });
});
