import type { Reader } from '../../domain/access.ts';
import type { PlaceNames } from '../../domain/rules/place-words.ts';
import type { WatchEntry } from '../../domain/rules/watch-list.ts';
import type { Local } from '../../store/local-record.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../ui/words.ts';
import { CareRow } from './care-row.tsx';
import { todayWords } from './words.ts';

/** More than these would make a list to scroll through; the watch list is one already. */
const shownAtMost = 8;

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
