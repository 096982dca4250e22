import type { Reader } from '../../domain/access.ts';
import { needStatusOf, stepTable, type NeedStatus } from '../../domain/need-steps.ts';
import type { Need } from '../../domain/needs.ts';
import { byUrgencyThenClock, pressingClock, type Clock } from '../../domain/rules/need-clocks.ts';
import { placeInWords, type PlaceNames } from '../../domain/rules/place-words.ts';
import type { Settings } from '../../domain/rules/settings.ts';

/** A need as the queue shows it, with what is computed from its steps. */
export interface QueueRow<N extends Need = Need> {
  readonly need: N;
  readonly status: NeedStatus;
  readonly assignee: string | null;
  readonly assigneeName: string | null;
  readonly closedAt: number | null;
  readonly clock: Clock | null;
  readonly headline: string;
  readonly place: string;
}

export type Tab = 'submitted' | 'triaged' | 'assigned' | 'mine' | 'open' | 'raised' | 'closed';

/** Whether the reader sorts needs (head, centre) or does them. */
export function sorts(reader: Reader): boolean {
  return reader.grants.some(({ role }) => stepTable.triaged.by.includes(role));
}

/** The parts of the queue that make sense to a reader, the one to begin with first. */
export function tabsOf(reader: Reader): readonly Tab[] {
  if (sorts(reader)) return ['submitted', 'triaged', 'assigned', 'mine', 'closed'];
  const answersForPlace = reader.grants.some(({ role }) => role === 'liaison' || role === 'core');
  return answersForPlace ? ['open', 'mine', 'closed'] : ['mine', 'raised', 'closed'];
}

const isOpen = (row: QueueRow): boolean => row.status !== 'done' && row.status !== 'declined';

const belongs: Readonly<Record<Tab, (row: QueueRow, me: string) => boolean>> = {
  submitted: (row) => row.status === 'submitted',
  triaged: (row) => row.status === 'triaged',
  assigned: (row) => row.status === 'assigned',
  mine: (row, me) => isOpen(row) && row.assignee === me,
  open: isOpen,
  raised: (row, me) => isOpen(row) && row.need.createdBy === me,
  closed: (row) => !isOpen(row),
};

/** Whether a need belongs to a part of the queue, as `me` sees it. */
export function isIn(tab: Tab, row: QueueRow, me: string): boolean {
  return belongs[tab](row, me);
}

const ends = /[，。！？；,.!?;\n]/;
const longest = 18;

/** The first words of what somebody asked for: to the first stop, and not too long for a line. */
export function headlineOf(what: string): string {
  const text = what.trim();
  const end = text.search(ends);
  const first = end > 0 ? text.slice(0, end) : text;
  const characters = Array.from(first);
  return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : first;
}

/** The queue in the order in which it wants attention; what is closed, the latest first. */
export function queueRows<N extends Need>(
  needs: readonly N[],
  names: PlaceNames,
  settings: Settings,
  now: number,
): QueueRow<N>[] {
  const compare = byUrgencyThenClock(settings, now);
  return needs
    .map((need): QueueRow<N> => {
      const { status, assignee, assigneeName, closedAt } = needStatusOf(need.steps);
      return {
        need,
        status: status ?? 'submitted',
        assignee,
        assigneeName,
        closedAt,
        clock: closedAt === null ? pressingClock(need, settings, now) : null,
        headline: headlineOf(need.what),
        place: placeInWords(need.place, names),
      };
    })
    .toSorted((a, b) =>
      a.closedAt !== null && b.closedAt !== null
        ? b.closedAt - a.closedAt
        : a.closedAt !== null
          ? 1
          : b.closedAt !== null
            ? -1
            : compare(a.need, b.need),
    );
}

/** Whether every word of a search is somewhere in the row; `more` are words only the app knows. */
export function matches(row: QueueRow, search: string, more: readonly string[] = []): boolean {
  const { need, place, assigneeName } = row;
  const text = [need.what, need.personName, need.when, place, assigneeName, ...more]
    .join(' ')
    .toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
