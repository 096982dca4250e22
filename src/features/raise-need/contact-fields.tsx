import { Switch, TextInput } from '@mantine/core';
import type { Local } from '../../store/local-record.ts';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { useKeptText } from '../../ui/use-kept-text.ts';
import { useWords } from '../../ui/words.ts';
import { ofPerson } from './need-start.ts';
import type { NeedForm } from './use-need-form.ts';
import { raiseWords } from './words.ts';

const everyone = 'everyone';

/** For whom it is, how to reach the person, and whether the number may be passed on. */
export function ContactFields({
  form,
  people,
}: {
  readonly form: NeedForm;
  readonly people: readonly Local<'people'>[];
}) {
  const say = useWords(raiseWords);
  const { fields, change } = form;
  return (
    <>
      {people.length > 1 && (
        <ChoiceRow
          label={say('person')}
          value={fields.person ?? everyone}
          choices={[
            ...people.map(({ id, name }) => ({ value: id, label: name })),
            { value: everyone, label: say('wholeHousehold') },
          ]}
          onChange={(id) => void change(ofPerson(people.find((one) => one.id === id) ?? null))}
        />
      )}
      <Phone
        // Another person brings another number; what was typed for the first one goes with him.
        key={fields.person ?? everyone}
        stored={fields.contactPhone ?? ''}
        onChange={(text) => void change({ contactPhone: text.trim() || null })}
      />
      <Switch
        size="lg"
        label={say('consent')}
        description={say('consentHint')}
        checked={fields.consent}
        onChange={(event) => void change({ consent: event.currentTarget.checked })}
      />
    </>
  );
}

function Phone({
  stored,
  onChange,
}: {
  readonly stored: string;
  readonly onChange: (text: string) => void;
}) {
  const say = useWords(raiseWords);
  const phone = useKeptText(stored, onChange);
  return (
    <TextInput
      type="tel"
      label={say('phone')}
      description={say('phoneHint')}
      value={phone.value}
      onChange={(event) => phone.onChange(event.currentTarget.value)}
      onBlur={phone.onBlur}
      maxLength={30}
      autoComplete="off"
    />
  );
}
