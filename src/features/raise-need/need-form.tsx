import { BellRing, HeartHandshake, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { doorInPath } from '../../domain/door.ts';
import { inHouseholdOrder } from '../../domain/household.ts';
import { useRecords } from '../../store/device-context.tsx';
import { useBusyForm } from '../../ui/busy-form.ts';
import { Card } from '../../ui/card.tsx';
import { ConfirmSheet } from '../../ui/confirm-sheet.tsx';
import { formatTime } from '../../ui/format.ts';
import { useBack } from '../../ui/link.tsx';
import { NotKept } from '../../ui/not-kept.tsx';
import { Page } from '../../ui/page.tsx';
import { placeParam } from '../../ui/place-param.ts';
import { PrimaryButton, QuietButton } from '../../ui/primary-button.tsx';
import { useKeptText } from '../../ui/use-kept-text.ts';
import { useWords } from '../../ui/words.ts';
import { CategoryChoice } from './category-choice.tsx';
import { ContactFields } from './contact-fields.tsx';
import css from './raise-need.module.css';
import { UrgencyField } from './urgency-field.tsx';
import { useNeedForm, type NeedFields } from './use-need-form.ts';
import { WhatField } from './what-field.tsx';
import { WhenField } from './when-field.tsx';
import { raiseWords } from './words.ts';

/** A need being written down; everything is kept as it is entered. */
export function NeedFormPage({
  start,
  draft,
  onCreated,
}: {
  readonly start: NeedFields;
  readonly draft: string | null;
  readonly onCreated: (id: string) => void;
}) {
  const say = useWords(raiseWords);
  const form = useNeedForm(start, draft, onCreated);
  const { fields, change } = form;
  const here = draft === null ? undefined : `needs/${draft}/what`;
  const what = useKeptText(fields.what, (text) => change({ what: text }), here);
  const [missing, setMissing] = useState(false);
  const [discarding, setDiscarding] = useState(false);
  const people = useRecords('people', { where: { place: fields.place } });
  const household = useRecords('places', { where: { place: fields.place } })?.[0];
  const door = household?.name ?? doorInPath(fields.place) ?? '';
  const back = useBack(`/door/${placeParam(fields.place)}`);
  useBusyForm(form.begun);

  // A second tap while the screen is being left would lead back once more.
  const ended = useRef(false);
  const end = async (how: () => Promise<boolean>) => {
    what.onBlur();
    if (ended.current) return;
    ended.current = true;
    ended.current = await how();
    if (ended.current) back();
  };
  const finish = () => {
    if (what.value.trim() === '') setMissing(true);
    else void end(form.finish);
  };
  const ringing = fields.urgency === 'emergency';
  return (
    <Page
      title={say('title')}
      back={`/door/${placeParam(fields.place)}`}
      subtitle={[door, fields.personName].filter(Boolean).join(' ')}
      bottom={
        <PrimaryButton
          icon={ringing ? BellRing : HeartHandshake}
          tone={ringing ? 'alarm' : 'teal'}
          onClick={finish}
        >
          {say(ringing ? 'finishEmergency' : 'finish')}
        </PrimaryButton>
      }
    >
      <NotKept failure={form.failure} />
      <CategoryChoice value={fields.category} onChange={(category) => void change({ category })} />
      <WhatField
        text={what.value}
        onChange={what.onChange}
        onBlur={what.onBlur}
        category={fields.category}
        error={missing && what.value.trim() === '' ? say('whatMissing') : undefined}
      />
      <UrgencyField
        value={fields.urgency}
        onChange={(urgency) => void change({ urgency })}
        alarmAddress={`/alarm?place=${placeParam(fields.place)}${fields.person ? `&person=${fields.person}` : ''}`}
      />
      <WhenField value={fields.when} onChange={(when) => void change({ when })} />
      <Card>
        <div className={css['when']}>
          <ContactFields form={form} people={inHouseholdOrder(people ?? [])} />
        </div>
      </Card>
      {form.begun && (
        <QuietButton icon={Trash2} onClick={() => setDiscarding(true)}>
          {say('discard')}
        </QuietButton>
      )}
      <p className={css['saved']} aria-live="polite">
        {form.saving
          ? say('saving')
          : form.savedAt === null
            ? form.begun && say('saved')
            : say('savedAt', { time: formatTime(form.savedAt) })}
      </p>
      <ConfirmSheet
        opened={discarding}
        onClose={() => setDiscarding(false)}
        title={say('discardTitle')}
        confirm={say('discardYes')}
        cancel={say('discardNo')}
        tone="alarm"
        onConfirm={() => void end(form.discard)}
      >
        <p>{say('discardHint')}</p>
      </ConfirmSheet>
    </Page>
  );
}
