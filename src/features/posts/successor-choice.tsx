import { Select, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { placeInWords, placeNames } from '../../domain/rules/place-words.ts';
import { useRecords } from '../../store/device-context.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { useWords } from '../../ui/words.ts';
import { handoverWords } from './handover-words.ts';
import css from './posts.module.css';
import type { Handover } from './use-handover.ts';

const mostShown = 30;

export interface Chosen {
  readonly who: 'existing' | 'new' | 'nobody';
  readonly person: string | null;
  readonly name: string;
  readonly phone: string;
}

/** Who takes a post over: somebody on the list, somebody new, or nobody for now. */
export function SuccessorChoice({
  chosen,
  onChange,
  handover,
  fault,
}: {
  readonly chosen: Chosen;
  readonly onChange: (chosen: Chosen) => void;
  readonly handover: Pick<Handover, 'people' | 'post'>;
  readonly fault: string | null;
}) {
  const say = useWords(handoverWords);
  const places = useRecords('places');
  const { people, post } = handover;
  const options = useMemo(() => {
    const names = placeNames(places ?? []);
    return people
      .filter(({ id }) => id !== post.person)
      .map(({ id, name, place }) => ({
        value: id,
        label: [name, placeInWords(place, names)].filter(Boolean).join(' · '),
      }));
  }, [people, places, post.person]);
  return (
    <div className={css['stack']}>
      <ChoiceRow<Chosen['who']>
        label={say('who')}
        value={chosen.who}
        sentences
        choices={(['existing', 'new', 'nobody'] as const).map((value) => ({
          value,
          label: say(value),
        }))}
        onChange={(who) => onChange({ ...chosen, who })}
      />
      {chosen.who === 'existing' && (
        <Select
          label={say('person')}
          placeholder={say('personHint')}
          searchable
          limit={mostShown}
          nothingFoundMessage={say('noMatch')}
          value={chosen.person}
          onChange={(person) => onChange({ ...chosen, person })}
          data={options}
        />
      )}
      {chosen.who === 'new' && (
        <>
          <TextInput
            label={say('name')}
            maxLength={60}
            value={chosen.name}
            onChange={(event) => onChange({ ...chosen, name: event.currentTarget.value })}
          />
          <TextInput
            label={say('phone')}
            type="tel"
            maxLength={30}
            value={chosen.phone}
            onChange={(event) => onChange({ ...chosen, phone: event.currentTarget.value })}
          />
          <p className={css['quiet']}>{say('newHint')}</p>
        </>
      )}
      {fault !== null && <p role="alert">{fault}</p>}
    </div>
  );
}
