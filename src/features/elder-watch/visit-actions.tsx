import { DoorClosed, DoorOpen, HeartHandshake, Siren } from 'lucide-react';
import { canCreate } from '../../domain/access.ts';
import { beginVisit } from '../../store/begin-visit.ts';
import { endAtOnce, recordAtOnce } from '../../store/resting-visits.ts';
import { useDevice, useReader, useSession } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { useGo } from '../../ui/link.tsx';
import { NotKept } from '../../ui/not-kept.tsx';
import { placeParam } from '../../ui/place-param.ts';
import { PrimaryButton, QuietButton } from '../../ui/primary-button.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useWords } from '../../ui/words.ts';
import css from './person.module.css';
import { watchedPersonWords } from './person-words.ts';
import type { VisitsToPerson } from './use-watched-person.ts';

type Person = Local<'people'>;

function useMay(person: Person) {
  const reader = useReader();
  const at = { place: person.place, involves: [] };
  return {
    visit: canCreate(reader, 'visits', { ...at, kind: 'watch' }, person),
    alarm: canCreate(reader, 'visits', { ...at, kind: 'alarm' }, person),
    need: canCreate(reader, 'needs', { ...at, kind: 'need' }, person),
  };
}

/** At the bottom of the page: what one came for, and what one finds most often otherwise. */
export function VisitButtons({
  person,
  visits,
}: {
  readonly person: Person;
  readonly visits: VisitsToPerson;
}) {
  const say = useWords(watchedPersonWords);
  const { store } = useDevice();
  const visitorName = useSession().person.name;
  const may = useMay(person);
  const go = useGo();
  const { once, failure } = useAttempt();
  if (!may.visit) return null;
  const { begun, resting } = visits;
  const start = { kind: 'watch', place: person.place, person: person.id, visitorName } as const;
  const visit = () =>
    once(async () => go(`/visit/${await beginVisit(store, { ...start, at: store.now() })}`));
  const notIn = () =>
    once(() => (begun ? endAtOnce(store, begun, 'notIn') : recordAtOnce(store, start, 'notIn')));
  return (
    <div className={css['bottom']}>
      <NotKept failure={failure} />
      <div className={css['buttons']}>
        {!resting && (
          <QuietButton icon={DoorClosed} onClick={() => void notIn()}>
            {say('notIn')}
          </QuietButton>
        )}
        <PrimaryButton icon={DoorOpen} onClick={() => void visit()}>
          {say(begun ? 'goOn' : 'visit')}
        </PrimaryButton>
      </div>
    </div>
  );
}

/** What else may be found at the door: somebody needs something, or help is needed at once. */
export function OtherActions({ person }: { readonly person: Person }) {
  const say = useWords(watchedPersonWords);
  const may = useMay(person);
  const about = `place=${placeParam(person.place)}&person=${person.id}`;
  return (
    <div className={css['actions']}>
      {may.need && (
        <QuietButton icon={HeartHandshake} to={`/raise?${about}`}>
          {say('raise')}
        </QuietButton>
      )}
      {may.alarm && (
        <QuietButton icon={Siren} tone="alarm" to={`/alarm?${about}`}>
          {say('alarm')}
        </QuietButton>
      )}
    </div>
  );
}
