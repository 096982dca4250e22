import { Textarea } from '@mantine/core';
import { CheckCheck, Footprints, MessageSquarePlus } from 'lucide-react';
import { useState } from 'react';
import { alarmStateOf } from '../../domain/rules/alarms.ts';
import { useDevice, useMemory, useReader, useSession } from '../../store/device-context.tsx';
import type { Local, NewMember } from '../../store/local-record.ts';
import { ConfirmSheet } from '../../ui/confirm-sheet.tsx';
import { NotKept } from '../../ui/not-kept.tsx';
import { PrimaryButton, QuietButton } from '../../ui/primary-button.tsx';
import { Section } from '../../ui/section.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useKeptText } from '../../ui/use-kept-text.ts';
import { useWords } from '../../ui/words.ts';
import css from './alarm.module.css';
import { ReasonButtons } from './reason-buttons.tsx';
import { alarmWords } from './words.ts';

type Alarm = Local<'visits'>;
const noteLength = 400;

/** Adds a word to the alarm at once, under the name of whoever is signed in. */
function useSayMore(alarm: Alarm) {
  const device = useDevice();
  const byName = useSession().person.name;
  const { once, failure } = useAttempt();
  const sayMore = (more: Omit<NewMember<'visits', 'acks'>, 'byName'>): Promise<boolean> =>
    once(async () => {
      await device.store.addTo('visits', alarm.id, 'acks', { ...more, byName });
      device.syncNow();
    });
  return { sayMore, failure };
}

/** A text for this alarm that outlives a killed app, until it has been added. */
function useNote(alarm: Alarm, use: 'more' | 'end') {
  const [stored, keep] = useMemory(`alarm:${alarm.id}:${use}`, '');
  const kept = useKeptText(stored, keep);
  return { ...kept, value: kept.value.slice(0, noteLength), clear: () => kept.onChange('') };
}

/** At the bottom of the page: I am going; and once somebody went, how it ended. */
export function TakeAndEnd({ alarm }: { readonly alarm: Alarm }) {
  const say = useWords(alarmWords);
  const me = useReader().person;
  const { sayMore, failure } = useSayMore(alarm);
  const note = useNote(alarm, 'end');
  const [ending, setEnding] = useState(false);
  const { takenBy } = alarmStateOf(alarm);
  const mine = takenBy.some((ack) => ack.by === me);
  const end = async () => {
    const words = note.value.trim();
    const done = await sayMore({ closes: true, ...(words === '' ? {} : { note: words }) });
    if (!done) return;
    note.clear();
    setEnding(false);
  };
  const EndButton = mine ? PrimaryButton : QuietButton;
  return (
    <div className={css['bottom']}>
      <NotKept failure={failure} />
      <div className={css['buttons']}>
        <EndButton icon={CheckCheck} onClick={() => setEnding(true)}>
          {say('end')}
        </EndButton>
        {!mine && (
          <PrimaryButton icon={Footprints} onClick={() => void sayMore({})}>
            {say('take')}
          </PrimaryButton>
        )}
      </div>
      <ConfirmSheet
        opened={ending}
        onClose={() => setEnding(false)}
        title={say('endTitle')}
        confirm={say('endConfirm')}
        cancel={say('endOther')}
        onConfirm={() => void end()}
      >
        <Textarea
          label={say('endNote')}
          description={say('endHint')}
          rows={3}
          maxLength={noteLength}
          value={note.value}
          onChange={(event) => note.onChange(event.currentTarget.value)}
          onBlur={note.onBlur}
        />
      </ConfirmSheet>
    </div>
  );
}

/** Asks what happened while the alarm does not say it; whom to telephone first depends on it. */
export function AskReason({ alarm }: { readonly alarm: Alarm }) {
  const say = useWords(alarmWords);
  const { sayMore, failure } = useSayMore(alarm);
  return (
    <Section title={say('reasonTitle')}>
      <ReasonButtons onPick={(reason) => void sayMore({ reason })} tone="teal" />
      <NotKept failure={failure} />
    </Section>
  );
}

/** Anything else that is known by now, in words. */
export function TellMore({ alarm }: { readonly alarm: Alarm }) {
  const say = useWords(alarmWords);
  const { sayMore, failure } = useSayMore(alarm);
  const note = useNote(alarm, 'more');
  const words = note.value.trim();
  const add = async () => {
    if (await sayMore({ note: words })) note.clear();
  };
  return (
    <Section title={say('noteTitle')}>
      <Textarea
        aria-label={say('noteTitle')}
        description={say('noteHint')}
        rows={3}
        maxLength={noteLength}
        value={note.value}
        onChange={(event) => note.onChange(event.currentTarget.value)}
        onBlur={note.onBlur}
      />
      <QuietButton icon={MessageSquarePlus} disabled={words === ''} onClick={() => void add()}>
        {say('noteAdd')}
      </QuietButton>
      <NotKept failure={failure} />
    </Section>
  );
}
