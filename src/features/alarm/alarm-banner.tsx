import { VisuallyHidden } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import { ChevronRight, Siren } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { alarmStateOf, openAlarms } from '../../domain/rules/alarms.ts';
import { useNow, useReader, useRecords } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { formatAgo } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { AppLink } from '../../ui/link.tsx';
import { useWords } from '../../ui/words.ts';
import css from './alarm-banner.module.css';
import { useWhereabouts } from './use-whereabouts.ts';
import { alarmReasonWords, alarmWords } from './words.ts';

type Alarm = Local<'visits'>;

/** In the shell, above every screen: alarms that nobody has ended; each is announced once, when it appears. */
export function AlarmBanner() {
  const visits = useRecords('visits', { where: { kind: 'alarm' } });
  const alarms = openAlarms(visits ?? []);
  const [newest] = alarms;
  const fresh = useArrival(visits && alarms);
  // These screens show open alarms themselves.
  const shownBelow = useLocation({
    select: ({ pathname }) => pathname === '/' || /^\/(today|alarms?)(\/|$)/.test(pathname),
  });
  return (
    <>
      <div role="alert">
        {fresh && (
          <VisuallyHidden>
            <Announcement alarm={fresh} />
          </VisuallyHidden>
        )}
      </div>
      {newest && !shownBelow && <Bar newest={newest} count={alarms.length} />}
    </>
  );
}

/** The alarm of somebody else that came in while this page was open; null until there is one. */
function useArrival(alarms: readonly Alarm[] | undefined): Alarm | null {
  const me = useReader().person;
  const known = useRef<Set<string> | null>(null);
  const [fresh, setFresh] = useState<Alarm | null>(null);
  useEffect(() => {
    if (!alarms) return;
    const before = known.current;
    known.current = new Set([...(before ?? []), ...alarms.map((alarm) => alarm.id)]);
    const arrived =
      before && alarms.find((alarm) => !before.has(alarm.id) && alarm.createdBy !== me);
    if (!arrived) return;
    setFresh(arrived);
    // A browser shakes the phone only for somebody who has touched the page, and once is enough.
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([300, 150, 300]);
  }, [alarms, me]);
  return fresh;
}

function useAlarmWords(alarm: Alarm): string {
  const say = useWords(alarmWords);
  const sayReason = useWords(alarmReasonWords);
  const about = useWhereabouts(alarm.place, alarm.person ?? null);
  const { reason } = alarmStateOf(alarm);
  const what = [about?.where, about?.person?.name, reason === null ? null : sayReason(reason)];
  return say('bannerOne', { what: what.filter(Boolean).join(' ') });
}

function Announcement({ alarm }: { readonly alarm: Alarm }) {
  return useAlarmWords(alarm);
}

function Bar({ newest, count }: { readonly newest: Alarm; readonly count: number }) {
  const say = useWords(alarmWords);
  const now = useNow();
  const words = useAlarmWords(newest);
  const me = useReader().person;
  const { takenBy } = alarmStateOf(newest);
  const [first] = takenBy;
  const state = takenBy.some((ack) => ack.by === me)
    ? say('stateMine')
    : first
      ? say('stateTaken', { name: first.byName ?? say('somebody') })
      : say('stateOpen');
  return (
    <AppLink to={count === 1 ? `/alarms/${newest.id}` : '/today'} className={css['bar']}>
      <Icon of={Siren} size={1.5} />
      <span className={css['words']}>
        {count > 1 && <strong className={css['count']}>{say('bannerMany', { n: count })}</strong>}
        <strong>{words}</strong>
        <span className={css['since']}>
          {say('bannerSince', { ago: formatAgo(newest.startedAt, now), state })}
        </span>
      </span>
      <Icon of={ChevronRight} />
    </AppLink>
  );
}
