import { expect, it } from 'vitest';
import { wholeRecord } from '../domain/merge.ts';
import { needsType } from '../domain/needs.ts';
import { created, edited, type Author } from './local-change.ts';

const fields = {
  kind: 'need',
  place: 'c1/g01/b1/h101',
  category: 'errand',
  urgency: 'normal',
  what: 'milk',
  consent: false,
  source: 'door',
  steps: [{ step: 'submitted' }],
};

it('a change has a later stamp than all that wait in its record, though the highest one given was forgotten', () => {
  const author = (stamp: number): Author => ({
    person: 'x',
    now: () => stamp,
    stamp: () => stamp,
    newId: () => 'id',
  });
  const need = created(needsType, fields, author(457));
  // The power went: the device counts from an earlier stamp again.
  const changed = edited(needsType, need, { when: 'soon' }, {}, author(457));
  expect(changed.unsent[wholeRecord]?.at).toBeGreaterThan(457);
});
