import type { ReactNode } from 'react';
import type { Reader } from '../../domain/access.ts';
import { roundPlaces } from '../../domain/rules/today.ts';
import { useNow, useReader, useSession } from '../../store/device-context.tsx';
import { formatMonthDay, formatWeekday } from '../../ui/format.ts';
import { useRoomForTwo } from '../../ui/layout.ts';
import { Page } from '../../ui/page.tsx';
import { LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { CareSection } from './care-section.tsx';
import { NeedsSection } from './needs-section.tsx';
import { NothingToday } from './nothing-today.tsx';
import { RoundCards } from './round-cards.tsx';
import { AlarmSection, DraftSection, QuietSection } from './small-sections.tsx';
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
  const beside = useRoomForTwo();
  const over = say('over', { day: formatMonthDay(now), weekday: formatWeekday(now) });
  return (
    <Page title={say('title', { name })} over={over} wide={beside}>
      {today ? (
        <TodayContent today={today} reader={reader} now={now} beside={beside} />
      ) : (
        <LoadingState />
      )}
    </Page>
  );
}

function TodayContent({
  today,
  reader,
  now,
  beside,
}: {
  readonly today: Today;
  readonly reader: Reader;
  readonly now: number;
  readonly beside: boolean;
}) {
  const { alarms, care, watched, needs, knocks, names, visitDrafts, needDrafts } = today;
  const here = { reader, names, now };
  const hasRound = roundPlaces(reader).length > 0;
  const drafts = visitDrafts.length + needDrafts.length;
  const others = drafts + needs.length + today.returned + today.reviews;

  const alarming = <AlarmSection alarms={alarms} {...here} />;
  const round = hasRound && <RoundCards watched={watched} knocks={knocks} {...here} />;
  const begun = <DraftSection visits={visitDrafts} needs={needDrafts} {...here} />;
  const people = <CareSection care={care} drafts={visitDrafts} {...here} />;
  const waiting = <NeedsSection needs={needs} {...here} />;
  const quiet = <QuietSection returned={today.returned} reviews={today.reviews} />;

  if (alarms.length + care.length + others === 0) {
    return (
      <>
        {round}
        <NothingToday reader={reader} />
      </>
    );
  }
  if (!beside || others === 0 || (care.length === 0 && !hasRound)) {
    return (
      <>
        {alarming}
        {round}
        {begun}
        {people}
        {waiting}
        {quiet}
      </>
    );
  }
  return (
    <>
      {alarming}
      <div className={css['columns']}>
        <Column>
          {round}
          {people}
        </Column>
        <Column>
          {begun}
          {waiting}
          {quiet}
        </Column>
      </div>
    </>
  );
}

function Column({ children }: { readonly children: ReactNode }) {
  return <div className={css['column']}>{children}</div>;
}
