import { useMemo, useState, type ReactNode } from 'react';
import { canEdit } from '../../domain/access.ts';
import { needStatusOf } from '../../domain/need-steps.ts';
import { nextStep, stepsOpenTo, type ChosenStep } from '../../domain/rules/need-actions.ts';
import type { Candidate } from '../../domain/rules/matching.ts';
import { useDevice, useNow, useReader, useRecord } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { Card } from '../../ui/card.tsx';
import { formatLabelled } from '../../ui/format.ts';
import { NotKept } from '../../ui/not-kept.tsx';
import { Page } from '../../ui/page.tsx';
import { QuietButton } from '../../ui/primary-button.tsx';
import { Section } from '../../ui/section.tsx';
import { EmptyState, LoadingState } from '../../ui/states.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useWords } from '../../ui/words.ts';
import { CandidateList } from './candidate-list.tsx';
import { candidatesFor } from './candidates.ts';
import { detailWords } from './detail-words.ts';
import { besideBar, NextActions, OtherActions } from './need-actions.tsx';
import { NeedClockList } from './need-clock-list.tsx';
import css from './need-detail.module.css';
import { NeedFacts } from './need-facts.tsx';
import { NeedHistory } from './need-history.tsx';
import { NeedMarks } from './need-marks.tsx';
import { NeedSheet, type SheetName } from './need-sheet.tsx';
import { needWords } from './need-words.ts';
import { takeStep, type Taken } from './need-writes.ts';
import { headlineOf } from './queue-rows.ts';
import { useDirectory, type NamedDirectory } from './use-directory.ts';
import { useTopOf } from './use-top-of.ts';

export interface NeedDetailProps {
  readonly id: string;
  /** Where back leads; undefined beside the list. */
  readonly back: string | undefined;
  readonly onTaken: (taken: Taken) => void;
  readonly returned: boolean;
  /** What was just done, with the way back. */
  readonly note: ReactNode;
}

/** One need: what it is, how it stands, and what the reader can do with it. */
export function NeedDetail(props: NeedDetailProps) {
  const say = useWords(detailWords);
  const need = useRecord('needs', props.id);
  const directory = useDirectory();
  if (need === null) {
    return (
      <Page title={say('gone')} back={props.back} pane>
        <EmptyState title={say('gone')} action={{ label: say('backToList'), to: '/needs' }}>
          {say('goneHint')}
        </EmptyState>
      </Page>
    );
  }
  if (need === undefined || !directory) {
    return <LoadingState />;
  }
  return <Detail {...props} need={need} directory={directory} />;
}

interface DetailProps extends NeedDetailProps {
  readonly need: Local<'needs'>;
  readonly directory: NamedDirectory;
}

function Detail({ need, directory, back, onTaken, note, returned }: DetailProps) {
  const say = useWords(detailWords);
  const sayNeed = useWords(needWords);
  const { store } = useDevice();
  const reader = useReader();
  const now = useNow();
  const [sheet, setSheet] = useState<SheetName | null>(null);
  const [picked, setPicked] = useState<Candidate | null>(null);
  const { once, failure } = useAttempt();
  const { status } = needStatusOf(need.steps);
  const top = useTopOf(status);
  const open = stepsOpenTo(reader, need);
  const next = nextStep(reader, need);
  const finding = next === 'assigned';
  const candidates = useMemo(
    () => (finding ? candidatesFor([need], directory, now) : []),
    [finding, need, directory, now],
  );
  const helper = picked ?? candidates[0] ?? null;
  const nameOf = (person: string): string =>
    person === reader.person ? sayNeed('me') : (directory.nameOf(person) ?? sayNeed('somebody'));

  const take = (step: ChosenStep) => {
    if (step === 'contacted' || (step === 'assigned' && finding && helper)) {
      const facts =
        step === 'assigned' && helper
          ? { step, assignee: helper.person, assigneeName: helper.name }
          : { step };
      void once(async () => onTaken(await takeStep(store, [need], facts)));
    } else setSheet(step);
  };
  const name = need.personName ?? '';
  const headline = headlineOf(need.what);
  return (
    <Page
      pane
      title={name === '' ? headline : formatLabelled(name, headline)}
      back={back}
      subtitle={
        <span ref={top} className={css['top']}>
          <NeedMarks need={need} returned={returned} />
        </span>
      }
      bottom={
        next === null && !note ? undefined : (
          <div className={css['foot']}>
            {note}
            {next !== null && (
              <NextActions
                open={open}
                next={next}
                helper={finding ? (helper?.name ?? null) : null}
                onTake={take}
              />
            )}
          </div>
        )
      }
    >
      {need.what.trim().replace(/[。.！!]$/, '') !== headline && (
        <Card>
          <p className={css['what']}>{need.what}</p>
        </Card>
      )}
      {finding && (
        <Section title={say('who')}>
          <p className={css['quiet']}>{say(candidates.length > 0 ? 'whoHint' : 'noCandidates')}</p>
          <CandidateList
            label={say('who')}
            candidates={candidates}
            value={helper?.person ?? null}
            onChange={setPicked}
            beside={
              <QuietButton onClick={() => setSheet('assigned')}>{say('someoneElse')}</QuietButton>
            }
          />
        </Section>
      )}
      <NotKept failure={failure} />
      <Section title={say('facts')}>
        <Card>
          <NeedFacts need={need} reader={reader} directory={directory} nameOf={nameOf} now={now} />
        </Card>
      </Section>
      <Section title={say('clocks')}>
        <Card>
          <NeedClockList need={need} now={now} />
        </Card>
      </Section>
      <Section title={say('history')}>
        <NeedHistory need={need} now={now} nameOf={nameOf} />
      </Section>
      <OtherActions
        steps={besideBar(open, next)}
        given={status === 'assigned'}
        onTake={take}
        {...(next !== 'triaged' && canEdit(reader, 'needs', need, 'urgency')
          ? { onSort: () => setSheet('sorting') }
          : {})}
      />
      {sheet !== null && (
        <NeedSheet name={sheet} needs={[need]} onClose={() => setSheet(null)} onTaken={onTaken} />
      )}
    </Page>
  );
}
