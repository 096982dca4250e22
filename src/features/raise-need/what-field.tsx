import { Textarea } from '@mantine/core';
import { Plus } from 'lucide-react';
import type { NeedCategory } from '../../domain/needs.ts';
import { Icon } from '../../ui/icon.tsx';
import { useWords } from '../../ui/words.ts';
import css from './raise-need.module.css';
import { raiseWords } from './words.ts';

const phrases = [1, 2, 3] as const;

/** What is needed, in the person's words; the commonest phrases of the kind are one tap away. */
export function WhatField({
  text,
  onChange,
  onBlur,
  category,
  error,
}: {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onBlur: () => void;
  readonly category: NeedCategory | null;
  readonly error: string | undefined;
}) {
  const say = useWords(raiseWords);
  const add = (phrase: string) => {
    if (!text.includes(phrase)) onChange(text.trim() === '' ? phrase : `${text.trim()}，${phrase}`);
  };
  return (
    <div>
      <Textarea
        label={say('what')}
        description={say('whatHint')}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={onBlur}
        error={error}
        maxLength={2000}
        rows={3}
        resize="vertical"
        required
        withAsterisk={false}
      />
      {category !== null && (
        <fieldset className={css['phrases']} aria-label={say('phrases')}>
          {phrases.map((n) => {
            const phrase = say(`${category}.${n}`);
            return (
              <button key={n} type="button" className={css['phrase']} onClick={() => add(phrase)}>
                <Icon of={Plus} size={1} />
                {phrase}
              </button>
            );
          })}
        </fieldset>
      )}
    </div>
  );
}
