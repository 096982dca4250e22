import { Clock, DoorOpen, TriangleAlert } from 'lucide-react';
import { canCreate, type Reader } from '../../domain/access.ts';
import { placeFromHere } from '../../domain/rules/place-from-here.ts';
import type { PlaceNames } from '../../domain/rules/place-words.ts';
import { ageAt } from '../../domain/rules/shanghai-day.ts';
import type { WatchEntry } from '../../domain/rules/watch-list.ts';
import { beginVisit } from '../../store/begin-visit.ts';
import { useDevice, useSession } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { Dots } from '../../ui/dots.tsx';
import { formatRoughly, formatWhen } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { AppLink, useGo } from '../../ui/link.tsx';
import { NotKept } from '../../ui/not-kept.tsx';
import { Pill } from '../../ui/pill.tsx';
import { Pressable } from '../../ui/pressable.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useWords, type Say } from '../../ui/words.ts';
import css from './care-row.module.css';
import { todayWords } from './words.ts';

type Entry = WatchEntry<Local<'people'>>;
type SayToday = Say<keyof typeof todayWords.zh>;

/** One person to look in on: pressed it tells about him, its button begins the visit or goes on with it. */
export function CareRow({
  entry,
  begun,
  reader,
  names,
  now,
}: {
  readonly entry: Entry;
  readonly begun: boolean;
  readonly reader: Reader;
  readonly names: PlaceNames;
  readonly now: number;
}) {
  const say = useWords(todayWords);
  const { person, standing } = entry;
  const where = placeFromHere(person.place, names, reader.grants);
  const late = standing.state === 'overdue';
  const { place } = person;
  const mayVisit = canCreate(reader, 'visits', { kind: 'watch', place, involves: [] }, person);
  return (
    <div className={css['row']} data-edge={late ? 'alarm' : undefined}>
      <AppLink to={`/watch/${person.id}`} className={css['link']}>
        <span className={css['line']}>
          <span className={css['title']}>
            {isDoor(where) ? `${where} ${person.name}` : person.name}
          </span>
          {late ? (
            <Pill tone="alarm" icon={TriangleAlert}>
              {say('late', { time: formatRoughly(standing.lateBy) })}
            </Pill>
          ) : (
            <Pill tone="amber" icon={Clock}>
              {say('today')}
            </Pill>
          )}
        </span>
        <span className={css['detail']}>
          <Dots of={factsOf(entry, where, now, say)} />
        </span>
      </AppLink>
      {mayVisit && <VisitButton person={person} begun={begun} />}
    </div>
  );
}

const isDoor = (where: string): boolean => !/\s/.test(where);

function factsOf(
  { person, standing }: Entry,
  where: string,
  now: number,
  say: SayToday,
): (string | null)[] {
  const { lastMet, lastTried } = standing;
  const seen =
    lastTried !== null && lastTried !== lastMet
      ? say('triedSince', { when: formatWhen(lastTried, now) })
      : lastMet === null
        ? say('neverMet')
        : say('lastMet', { when: formatWhen(lastMet, now) });
  return [
    isDoor(where) ? null : where,
    person.birthDate === undefined ? null : say('age', { n: ageAt(person.birthDate, now) }),
    person.livesAlone ? say('alone') : null,
    seen,
  ];
}

function VisitButton({
  person,
  begun,
}: {
  readonly person: Local<'people'>;
  readonly begun: boolean;
}) {
  const say = useWords(todayWords);
  const { store } = useDevice();
  const visitorName = useSession().person.name;
  const go = useGo();
  const { once, failure } = useAttempt();
  const visit = () =>
    once(async () => {
      const { id, place } = person;
      const start = { kind: 'watch', place, person: id, visitorName, at: store.now() } as const;
      go(`/visit/${await beginVisit(store, start)}`);
    });
  return (
    <>
      <Pressable
        className={css['visit']}
        onClick={() => void visit()}
        aria-label={say(begun ? 'goOnWhom' : 'visitWhom', { name: person.name })}
      >
        <Icon of={DoorOpen} />
        <span>{say(begun ? 'goOn' : 'visit')}</span>
      </Pressable>
      {failure !== null && (
        <div className={css['failure']}>
          <NotKept failure={failure} />
        </div>
      )}
    </>
  );
}
