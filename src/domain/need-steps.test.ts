import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOrder, needStatusOf, stepNames, undoWithin, type StepName } from './need-steps.ts';

const people = ['head', 'centre', 'liaison'] as const;

let count = 0;
const step = (name: StepName, at: number, more: Partial<Fact> = {}): Fact => {
  count += 1;
  return { id: `s${String(count).padStart(4, '0')}`, step: name, at, by: 'head', ...more };
};

interface Fact {
  id: string;
  step: StepName;
  at: number;
  by: string;
  assignee?: string;
  assigneeName?: string;
  undoes?: string;
}

const history = fc
  .array(
    fc.record({
      step: fc.constantFrom(...stepNames),
      at: fc.integer({ min: 0, max: 20 }).map((minutes) => minutes * 60_000),
      by: fc.constantFrom(...people),
      assignee: fc.constantFrom('a', 'b'),
      undoes: fc.nat(15),
    }),
    { maxLength: 16 },
  )
  .map((steps) =>
    steps.map((fact, index) => ({ ...fact, id: `s${index}`, undoes: `s${fact.undoes}` })),
  );

describe('status of a need from its steps', () => {
  it('is the same whatever the order in which the steps arrived', () => {
    fc.assert(
      fc.property(
        history.chain((steps) =>
          fc.tuple(
            fc.constant(steps),
            fc.shuffledSubarray(steps, { minLength: steps.length, maxLength: steps.length }),
          ),
        ),
        ([steps, shuffled]) => {
          expect(needStatusOf(shuffled)).toEqual(needStatusOf(steps));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('counts only steps that were made, and never one that was taken back', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const ids = new Set(steps.map((fact) => fact.id));
        const { counted, undone } = needStatusOf(steps);
        for (const id of counted) expect(ids.has(id) && !undone.has(id)).toBe(true);
      }),
    );
  });

  it('stays closed once closed, whatever comes later', () => {
    const closed = [step('submitted', 1), step('declined', 2)];
    fc.assert(
      fc.property(fc.constantFrom<StepName>('triaged', 'assigned', 'contacted', 'done'), (name) => {
        expect(needStatusOf([...closed, step(name, 3)]).status).toBe('declined');
      }),
    );
  });

  it('gives a need to the later of two who assign it offline, and both steps count', () => {
    const first = step('assigned', 10, { assignee: 'wang', assigneeName: '王芳' });
    const second = step('assigned', 11, { assignee: 'li', assigneeName: '李强', by: 'centre' });
    const state = needStatusOf([second, step('submitted', 1), first]);
    expect(state).toMatchObject({ status: 'assigned', assignee: 'li', assigneeName: '李强' });
    expect(state.counted.has(first.id)).toBe(true);
  });

  it('does not count an assignment that was made after somebody had declined', () => {
    const late = step('assigned', 12, { assignee: 'wang' });
    const state = needStatusOf([
      step('submitted', 1),
      step('declined', 11, { by: 'centre' }),
      late,
    ]);
    expect(state).toMatchObject({ status: 'declined', assignee: null, closedAt: 11 });
    expect(state.counted.has(late.id)).toBe(false);
  });

  it('orders steps of one instant by id', () => {
    const [a, b] = [step('submitted', 5), step('triaged', 5)];
    expect(inOrder([b, a]).map((fact) => fact.id)).toEqual([a.id, b.id]);
  });
});

describe('taking a step back', () => {
  it('puts the need where it was, and lets the step of another count again', () => {
    const mine = step('declined', 10);
    const theirs = step('assigned', 11, { assignee: 'wang', by: 'centre' });
    const before = [step('submitted', 1), step('triaged', 2), mine, theirs];
    expect(needStatusOf(before).status).toBe('declined');
    const undo = step('undone', 12, { undoes: mine.id });
    const after = needStatusOf([...before, undo]);
    expect(after).toMatchObject({ status: 'assigned', assignee: 'wang', closedAt: null });
    expect(after.undone).toEqual(new Set([mine.id]));
  });

  it('is for the author alone, for a short while, and never for the submission', () => {
    const submitted = step('submitted', 0);
    const triaged = step('triaged', 1);
    const status = (undo: Fact) => needStatusOf([submitted, triaged, undo]).status;
    expect(status(step('undone', 2, { undoes: triaged.id }))).toBe('submitted');
    expect(status(step('undone', 2, { undoes: triaged.id, by: 'liaison' }))).toBe('triaged');
    expect(status(step('undone', 2 + undoWithin, { undoes: triaged.id }))).toBe('triaged');
    expect(status(step('undone', 2, { undoes: submitted.id }))).toBe('triaged');
  });
});
