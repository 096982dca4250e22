import { CloseButton, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { Icon } from './icon.tsx';
import { partWords } from './part-words.ts';
import { useWords } from './words.ts';

/** Searches as one types. */
export function SearchBox({
  value,
  onChange,
  label,
  placeholder,
  autoFocus = false,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is searched, for those who hear it. */
  readonly label: string;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
}) {
  const say = useWords(partWords);
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={placeholder ?? label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      leftSection={<Icon of={Search} size={1.2} />}
      rightSection={
        value === '' ? null : (
          <CloseButton size="lg" aria-label={say('clear')} onClick={() => onChange('')} />
        )
      }
      data-autofocus={autoFocus || undefined}
      autoComplete="off"
      spellCheck={false}
    />
  );
}
