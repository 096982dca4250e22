import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { fieldOf } from '../../domain/access.ts';
import { peopleType } from '../../domain/people.ts';
import { useDevice } from '../../store/device-context.tsx';
import type { Change, Local } from '../../store/local-record.ts';
import { useBusyForm } from '../../ui/busy-form.ts';
import { NotKept } from '../../ui/not-kept.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useKeptText } from '../../ui/use-kept-text.ts';

type TextField =
  | 'name'
  | 'birthDate'
  | 'phone'
  | 'relation'
  | 'disability'
  | 'remark'
  | 'emergencyContact';

/** One text of a person, kept as it is typed; what the declaration refuses stays on screen with the reason. */
export function KeptField({
  person,
  field,
  label,
  hint,
  refused,
  accepts = () => true,
  long = false,
  type = 'text',
}: {
  readonly person: Local<'people'>;
  readonly field: TextField;
  readonly label: string;
  readonly hint?: string;
  /** What to say when the text is not a possible value. */
  readonly refused?: string;
  /** What the declaration alone does not tell: whether the calendar has such a day. */
  readonly accepts?: (value: string) => boolean;
  readonly long?: boolean;
  readonly type?: 'text' | 'tel';
}) {
  const { store } = useDevice();
  const { attempt, failure } = useAttempt();
  const [bad, setBad] = useState(false);
  const [focused, setFocused] = useState(false);
  const kept = useKeptText(person[field] ?? '', (text) => {
    const value = text.trim() === '' ? undefined : text.trim();
    const fits =
      (fieldOf(peopleType, field)?.schema.safeParse(value).success ?? false) &&
      (value === undefined || accepts(value));
    setBad(!fits);
    if (!fits || value === person[field]) return;
    const change: Change<'people'> = { [field]: value ?? null };
    void attempt(() => store.edit('people', person.id, change));
  });
  useBusyForm(focused);
  const shared = {
    label,
    value: kept.value,
    onChange: (event: { currentTarget: { value: string } }) =>
      kept.onChange(event.currentTarget.value),
    onFocus: () => setFocused(true),
    onBlur: () => {
      setFocused(false);
      kept.onBlur();
    },
    error: bad ? refused : undefined,
    ...(hint === undefined ? {} : { description: hint }),
  };
  return (
    <div>
      {long ? (
        <Textarea {...shared} autosize minRows={2} maxRows={8} maxLength={1000} />
      ) : (
        <TextInput {...shared} type={type} maxLength={60} autoComplete="off" />
      )}
      <NotKept failure={failure} />
    </div>
  );
}
