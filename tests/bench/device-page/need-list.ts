import { needStatusOf } from '../../../src/domain/need-steps.ts';
import type { Need } from '../../../src/domain/needs.ts';
import { byUrgencyThenClock } from '../../../src/domain/rules/need-clocks.ts';
import { defaultSettings } from '../../../src/domain/rules/settings.ts';

const closed = new Set(['done', 'declined']);

/** What is open among these, by urgency and due time: the same rules on both sides, so that only storage differs. */
export function openInOrder<N extends Need>(needs: readonly N[]): readonly N[] {
  return needs
    .filter(({ steps }) => !closed.has(needStatusOf(steps).status ?? ''))
    .toSorted(byUrgencyThenClock(defaultSettings, Date.now()));
}

/** Puts the list on the screen. */
export function show(needs: readonly Need[]): void {
  const list = document.querySelector('ul');
  list?.replaceChildren(
    ...needs.map((need) => {
      const row = document.createElement('li');
      row.textContent = `${need.urgency} ${need.personName ?? ''} ${need.what}`;
      return row;
    }),
  );
}

export const newNeed = (place: string, at: number) => ({
  kind: 'need' as const,
  place,
  category: 'repair' as const,
  urgency: 'urgent' as const,
  what: '厨房水管漏水，地上一直有水，需要师傅上门看看',
  consent: true,
  source: 'door' as const,
  at,
});

export const newVisit = (place: string, at: number) => ({
  kind: 'round' as const,
  place,
  startedAt: at - 60_000,
  finishedAt: at,
  outcome: 'met' as const,
  note: '老人精神不错，说晚上睡得还好，药按时吃',
});
