import { FileClock, GitCompareArrows, Undo2 } from 'lucide-react';
import type { Reader } from '../../domain/access.ts';
import { placeFromHere } from '../../domain/rules/place-from-here.ts';
import type { PlaceNames } from '../../domain/rules/place-words.ts';
import { useRecord } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { Dots } from '../../ui/dots.tsx';
import { formatWhen } from '../../ui/format.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../ui/words.ts';
import { todayWords } from './words.ts';

interface Here {
  readonly reader: Reader;
  readonly names: PlaceNames;
  readonly now: number;
}

/** What was begun and not finished: one tap leads back to where one was. */
export function DraftSection({
  visits,
  needs,
  ...here
}: Here & {
  readonly visits: readonly Local<'visits'>[];
  readonly needs: readonly Local<'needs'>[];
}) {
  const say = useWords(todayWords);
  const count = visits.length + needs.length;
  return (
    <Section title={say('drafts')} count={count}>
      {visits.map((visit) => (
        <VisitDraftRow key={visit.id} visit={visit} {...here} />
      ))}
      {needs.map((need) => (
        <ListRow
          key={need.id}
          icon={FileClock}
          edge="amber"
          title={need.what || say('draftNeed')}
          detail={
            <Dots
              of={[
                placeFromHere(need.place, here.names, here.reader.grants),
                say('draftSince', { when: formatWhen(need.createdAt, here.now) }),
              ]}
            />
          }
          to={`/raise?draft=${need.id}`}
        />
      ))}
    </Section>
  );
}

function VisitDraftRow({ visit, reader, names, now }: Here & { readonly visit: Local<'visits'> }) {
  const say = useWords(todayWords);
  const person = useRecord('people', visit.person ?? null);
  const where = placeFromHere(visit.place, names, reader.grants);
  return (
    <ListRow
      icon={FileClock}
      edge="amber"
      title={[say('draftVisit'), [where, person?.name].filter(Boolean).join(' ')].join(' · ')}
      detail={say('draftSince', { when: formatWhen(visit.startedAt, now) })}
      to={`/visit/${visit.id}`}
    />
  );
}

/** What came back and what two people wrote differently: quiet rows, because they can wait a little. */
export function QuietSection({
  returned,
  reviews,
}: {
  readonly returned: number;
  readonly reviews: number;
}) {
  const say = useWords(todayWords);
  return (
    <Section title={say('also')}>
      {returned > 0 && (
        <ListRow
          icon={Undo2}
          title={say('returned', { n: returned })}
          detail={say('returnedHint')}
          to="/upload"
        />
      )}
      {reviews > 0 && (
        <ListRow
          icon={GitCompareArrows}
          title={say('review', { n: reviews })}
          detail={say('reviewHint')}
          to="/review"
        />
      )}
    </Section>
  );
}
