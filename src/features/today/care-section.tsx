import type { Reader } from '../../domain/access.ts';
import type { Role } from '../../domain/record-type.ts';
import type { PlaceNames } from '../../domain/rules/place-words.ts';
import type { WatchEntry } from '../../domain/rules/watch-list.ts';
import type { Local } from '../../store/local-record.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../ui/words.ts';
import { CareRow } from './care-row.tsx';
import { todayWords } from './words.ts';

// More would make a list to scroll through, and the watch list is one already. Whoever only sees to it that
// others go has other work below it.
const shownToVisitors = 8;
const shownToOthers = 4;
const visitors: readonly Role[] = ['liaison', 'core', 'volunteer'];

/** The people to look in on today, the longest overdue first. */
export function CareSection({
  care,
  drafts,
  reader,
  names,
  now,
}: {
  readonly care: readonly WatchEntry<Local<'people'>>[];
  readonly drafts: readonly Local<'visits'>[];
  readonly reader: Reader;
  readonly names: PlaceNames;
  readonly now: number;
}) {
  const say = useWords(todayWords);
  const visits = reader.grants.some((grant) => visitors.includes(grant.role));
  const shownAtMost = visits ? shownToVisitors : shownToOthers;
  const hidden = care.length - shownAtMost;
  return (
    <Section title={say('care')} count={care.length}>
      {care.slice(0, shownAtMost).map((entry) => (
        <CareRow
          key={entry.person.id}
          entry={entry}
          begun={drafts.some((draft) => draft.person === entry.person.id)}
          reader={reader}
          names={names}
          now={now}
        />
      ))}
      {hidden > 0 && <ListRow title={say('moreCare', { n: hidden })} to="/watch" />}
    </Section>
  );
}
