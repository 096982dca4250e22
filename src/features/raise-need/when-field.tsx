import { TextInput } from '@mantine/core';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { useKeptText } from '../../ui/use-kept-text.ts';
import { useWords } from '../../ui/words.ts';
import css from './raise-need.module.css';
import { raiseWords } from './words.ts';

const presets = ['when.asap', 'when.today', 'when.tomorrow', 'when.week', 'when.any'] as const;

/** When it is wanted: one of the usual answers, or in words. It is kept as words, as people say it. */
export function WhenField({
  value,
  onChange,
}: {
  readonly value: string | null;
  readonly onChange: (when: string | null) => void;
}) {
  const say = useWords(raiseWords);
  const chosen = presets.find((preset) => say(preset) === value) ?? null;
  return (
    <div className={css['when']}>
      <ChoiceRow
        label={say('when')}
        value={chosen}
        choices={presets.map((preset) => ({ value: preset, label: say(preset) }))}
        onChange={(preset) => onChange(say(preset))}
        onClear={() => onChange(null)}
      />
      <OtherTime
        key={chosen ?? 'words'}
        text={chosen === null ? (value ?? '') : ''}
        onChange={(text) => onChange(text.trim() || null)}
      />
    </div>
  );
}

function OtherTime({
  text,
  onChange,
}: {
  readonly text: string;
  readonly onChange: (text: string) => void;
}) {
  const say = useWords(raiseWords);
  const kept = useKeptText(text, onChange);
  return (
    <TextInput
      label={say('whenOther')}
      value={kept.value}
      onChange={(event) => kept.onChange(event.currentTarget.value)}
      onBlur={kept.onBlur}
      maxLength={100}
      autoComplete="off"
    />
  );
}
