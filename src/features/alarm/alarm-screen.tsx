import { Siren, Users } from 'lucide-react';
import { canCreate } from '../../domain/access.ts';
import { openAlarms } from '../../domain/rules/alarms.ts';
import type { AlarmReason } from '../../domain/visits.ts';
import {
  useDevice,
  useNow,
  useReader,
  useRecord,
  useRecords,
  useSession,
} from '../../store/device-context.tsx';
import { formatAgo } from '../../ui/format.ts';
import { useGo, useSearchParam } from '../../ui/link.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { NotKept } from '../../ui/not-kept.tsx';
import { Page } from '../../ui/page.tsx';
import { placeOf } from '../../ui/place-param.ts';
import { PrimaryButton } from '../../ui/primary-button.tsx';
import { Section } from '../../ui/section.tsx';
import { EmptyState, LoadingState, NoPermission } from '../../ui/states.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useWords } from '../../ui/words.ts';
import css from './alarm.module.css';
import { ServiceCalls } from './call-list.tsx';
import { ReasonButtons } from './reason-buttons.tsx';
import { useWhereabouts } from './use-whereabouts.ts';
import { alarmWords } from './words.ts';

/**
 * The second of two steps: whoever is here has pressed 紧急情况 somewhere else. One more tap, on what happened
 * or on the large button, raises the alarm.
 */
export function AlarmScreen() {
  const say = useWords(alarmWords);
  const [placeText] = useSearchParam('place');
  const [personId] = useSearchParam('person');
  const place = placeOf(placeText);
  const reader = useReader();
  const person = useRecord('people', personId || null);
  const mayRaise =
    place !== '' && canCreate(reader, 'visits', { kind: 'alarm', place, involves: [] }, person);
  const back = personId === '' ? `/door/${placeText}` : `/watch/${personId}`;
  const isLoading = person === undefined && place !== '';
  if (mayRaise) return <Confirm place={place} personId={personId || null} back={back} />;
  return (
    <Page title={say('title')} back="/today">
      {place === '' ? (
        <EmptyState
          title={say('noPlace')}
          icon={Siren}
          action={{ label: say('toWatch'), icon: Users, to: '/watch' }}
        />
      ) : isLoading ? (
        <LoadingState />
      ) : (
        <NoPermission>{say('forbidden')}</NoPermission>
      )}
      <ServiceCalls title={say('callFirst')} />
    </Page>
  );
}

function Confirm({
  place,
  personId,
  back,
}: {
  readonly place: string;
  readonly personId: string | null;
  readonly back: string;
}) {
  const say = useWords(alarmWords);
  const about = useWhereabouts(place, personId);
  const { raise, failure } = useRaise(place, personId);
  return (
    <Page
      title={say('title')}
      back={back}
      bottom={
        <PrimaryButton tone="alarm" icon={Siren} onClick={() => raise(null)}>
          {say('raise')}
        </PrimaryButton>
      }
    >
      {about ? (
        <div className={css['about']}>
          <p className={css['who']}>{about.person?.name ?? about.where}</p>
          {about.person && <p className={css['where']}>{about.where}</p>}
        </div>
      ) : (
        <LoadingState />
      )}
      <OpenHere place={place} />
      <NotKept failure={failure} />
      <Section title={say('ask')}>
        <ReasonButtons onPick={raise} tone="alarm" />
        <p className={css['hint']}>{say('askHint')}</p>
      </Section>
      <p className={css['hint']}>{say('raiseHint')}</p>
    </Page>
  );
}

function useRaise(place: string, personId: string | null) {
  const device = useDevice();
  const visitorName = useSession().person.name;
  const go = useGo();
  const { once, failure } = useAttempt();
  const raise = (reason: AlarmReason | null) =>
    void once(
      async () => {
        const at = device.store.now();
        const alarm = await device.store.create('visits', {
          kind: 'alarm',
          place,
          startedAt: at,
          finishedAt: at,
          visitorName,
          ...(personId === null ? {} : { person: personId }),
          ...(reason === null ? {} : { reason }),
        });
        device.syncNow();
        go(`/alarms/${alarm.id}`, { replace: true });
      },
      { leaves: true },
    );
  return { raise, failure };
}

/** An alarm that is already open at this door, so that nobody raises a second one for want of knowing. */
function OpenHere({ place }: { readonly place: string }) {
  const say = useWords(alarmWords);
  const now = useNow();
  const visits = useRecords('visits', { where: { place, kind: 'alarm' } }) ?? [];
  const [open] = openAlarms(visits);
  if (!open) return null;
  return (
    <ListRow
      icon={Siren}
      edge="alarm"
      title={say('openHere')}
      detail={say('openHereHint', { ago: formatAgo(open.startedAt, now) })}
      to={`/alarms/${open.id}`}
    />
  );
}
