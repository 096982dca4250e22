import type { ReactNode } from 'react';
import type { Reader } from '../../domain/access.ts';
import { roundPlaces } from '../../domain/rules/today.ts';
import { useNow, useReader, useSession } from '../../store/device-context.tsx';
import { formatMonthDay, formatWeekday } from '../../ui/format.ts';
import { useRoomForTwo } from '../../ui/layout.ts';
import { Page } from '../../ui/page.tsx';
import { LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { AlarmSection } from './alarm-section.tsx';
import { CareSection } from './care-section.tsx';
import { NeedsSection } from './needs-section.tsx';
import { NothingToday } from './nothing-today.tsx';
import { RoundCards } from './round-cards.tsx';
import { DraftSection, QuietSection } from './small-sections.tsx';
import css from './today-screen.module.css';
import { useToday, type Today } from './use-today.ts';
import { todayWords } from './words.ts';

/** 待办: what I must do today, the most urgent first. */
export function TodayScreen() {
  const say = useWords(todayWords);
  const now = useNow();
  const reader = useReader();
  const { name } = useSession().person;
  const today = useToday(reader, now);
  const room = useRoomForTwo();
  const parts = today && partsOf(today, reader, now);
  const columns = room && parts ? columnsOf(parts) : null;
  const over = say('over', { day: formatMonthDay(now), weekday: formatWeekday(now) });
  return (
    <Page title={say('title', { name })} over={over} wide={columns !== null}>
      {parts ? <TodayContent parts={parts} columns={columns} reader={reader} /> : <LoadingState />}
    </Page>
  );
}

/** The sections of the page; null where there is nothing to show. */
interface Parts {
  readonly alarms: ReactNode;
  readonly round: ReactNode;
  readonly drafts: ReactNode;
  readonly care: ReactNode;
  readonly needs: ReactNode;
  readonly quiet: ReactNode;
}

function partsOf(today: Today, reader: Reader, now: number): Parts {
  const { alarms, care, watched, needs, knocks, names, visitDrafts, needDrafts } = today;
  const here = { reader, names, now };
  return {
    alarms: alarms.length > 0 && <AlarmSection alarms={alarms} {...here} />,
    round: roundPlaces(reader).length > 0 && (
      <RoundCards watched={watched} knocks={knocks} {...here} />
    ),
    drafts: visitDrafts.length + needDrafts.length > 0 && (
      <DraftSection visits={visitDrafts} needs={needDrafts} {...here} />
    ),
    care: care.length > 0 && <CareSection care={care} drafts={visitDrafts} {...here} />,
    needs: needs.length > 0 && <NeedsSection needs={needs} {...here} />,
    quiet: today.returned + today.reviews > 0 && (
      <QuietSection returned={today.returned} reviews={today.reviews} />
    ),
  };
}

interface Columns {
  readonly left: ReactNode;
  readonly right: ReactNode;
}

/** Two columns where there is enough for both: what one goes out for, and what waits at the desk. */
function columnsOf({ round, care, drafts, needs, quiet }: Parts): Columns | null {
  if (!drafts && !needs && !quiet) return round && care ? { left: round, right: care } : null;
  if (!round && !care) return null;
  return {
    left: (
      <>
        {round}
        {care}
      </>
    ),
    right: (
      <>
        {drafts}
        {needs}
        {quiet}
      </>
    ),
  };
}

function TodayContent({
  parts,
  columns,
  reader,
}: {
  readonly parts: Parts;
  readonly columns: Columns | null;
  readonly reader: Reader;
}) {
  const { alarms, round, drafts, care, needs, quiet } = parts;
  if (columns) {
    return (
      <>
        {alarms}
        <div className={css['columns']}>
          <div className={css['column']}>{columns.left}</div>
          <div className={css['column']}>{columns.right}</div>
        </div>
      </>
    );
  }
  const idle = !alarms && !drafts && !care && !needs && !quiet;
  return (
    <>
      {alarms}
      {round}
      {drafts}
      {care}
      {needs}
      {quiet}
      {idle && <NothingToday reader={reader} />}
    </>
  );
}
