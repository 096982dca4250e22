import { Check, Pencil } from 'lucide-react';
import { canEdit } from '../../domain/access.ts';
import { readBirthDate } from '../../domain/roster/dates-and-phones.ts';
import { ageAt } from '../../domain/rules/shanghai-day.ts';
import { useDevice, useNow, useReader } from '../../store/device-context.tsx';
import type { Change, Local } from '../../store/local-record.ts';
import { Card } from '../../ui/card.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { FieldRow } from '../../ui/field-row.tsx';
import { formatDay } from '../../ui/format.ts';
import { useSearchParam } from '../../ui/link.tsx';
import { NotKept } from '../../ui/not-kept.tsx';
import { QuietButton } from '../../ui/primary-button.tsx';
import { Section } from '../../ui/section.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useWords } from '../../ui/words.ts';
import { KeptField } from './kept-field.tsx';
import css from './people.module.css';
import { peopleWords } from './words.ts';

/** Who somebody is: to be read, and for those who may, changed field by field. */
export function AboutPerson({ person }: { readonly person: Local<'people'> }) {
  const say = useWords(peopleWords);
  const reader = useReader();
  const mayEdit = canEdit(reader, 'people', person, 'name');
  // In the address, so that a reload in the middle of a change comes back to it.
  const [mode, setMode] = useSearchParam('about');
  const editing = mayEdit && mode === 'edit';
  return (
    <Section title={say('about')}>
      <Card>
        {editing ? <EditablePerson person={person} /> : <ReadablePerson person={person} />}
      </Card>
      {mayEdit && (
        <QuietButton icon={editing ? Check : Pencil} onClick={() => setMode(editing ? '' : 'edit')}>
          {say(editing ? 'editDone' : 'edit')}
        </QuietButton>
      )}
    </Section>
  );
}

function EditablePerson({ person }: { readonly person: Local<'people'> }) {
  const say = useWords(peopleWords);
  const { store } = useDevice();
  // Only as it is kept: half a date must not be completed under the fingers of whoever is typing it.
  const isBirthDate = (text: string): boolean => {
    const day = readBirthDate(store.now())(text);
    return day.ok && day.value === text;
  };
  const { attempt, failure } = useAttempt();
  const edit = (change: Change<'people'>) =>
    void attempt(() => store.edit('people', person.id, change));
  return (
    <div className={css['fields']}>
      <KeptField person={person} field="name" label={say('name')} refused={say('nameMissing')} />
      <KeptField person={person} field="phone" label={say('phone')} type="tel" />
      <KeptField
        person={person}
        field="birthDate"
        label={say('birthDate')}
        hint={say('birthHint')}
        refused={say('badDate')}
        accepts={isBirthDate}
      />
      <KeptField person={person} field="relation" label={say('relation')} />
      <KeptField person={person} field="emergencyContact" label={say('emergencyContact')} />
      <KeptField person={person} field="disability" label={say('disability')} />
      <ChoiceRow
        label={say('gender')}
        value={person.gender ?? null}
        choices={[
          { value: 'female', label: say('female') },
          { value: 'male', label: say('male') },
        ]}
        onChange={(gender) => edit({ gender })}
      />
      <ChoiceRow
        label={say('livesAlone')}
        value={person.livesAlone === undefined ? null : person.livesAlone ? 'yes' : 'no'}
        choices={[
          { value: 'yes', label: say('yes') },
          { value: 'no', label: say('no') },
        ]}
        onChange={(answer) => edit({ livesAlone: answer === 'yes' })}
      />
      <div className={css['wide']}>
        <KeptField
          person={person}
          field="remark"
          label={say('remark')}
          hint={say('remarkHint')}
          long
        />
      </div>
      <NotKept failure={failure} />
      <p className={`${css['hint']} ${css['wide']}`}>{say('kept')}</p>
    </div>
  );
}

function ReadablePerson({ person }: { readonly person: Local<'people'> }) {
  const say = useWords(peopleWords);
  const now = useNow(3_600_000);
  const bornOn = (day: string): string =>
    say('bornOn', {
      day: /^\d{4}$/.test(day) ? day : formatDay(Date.parse(`${day}T00:00+08:00`)),
      n: ageAt(day, now),
    });
  const facts: readonly (readonly [string, string | undefined])[] = [
    [say('name'), person.name],
    [say('gender'), person.gender && say(person.gender)],
    [say('birthDate'), person.birthDate && bornOn(person.birthDate)],
    [say('relation'), person.relation],
    [say('disability'), person.disability],
    [say('emergencyContact'), person.emergencyContact],
    [say('remark'), person.remark],
  ];
  return (
    <div className={css['stack']}>
      {facts.map(
        ([label, value]) =>
          value !== undefined &&
          value !== '' && (
            <FieldRow key={label} label={label}>
              {value}
            </FieldRow>
          ),
      )}
    </div>
  );
}
