import { Eye } from 'lucide-react';
import type { Local } from '../../store/local-record.ts';
import { Card } from '../../ui/card.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { useWords } from '../../ui/words.ts';
import { visitWords } from './words.ts';

const everyone = 'everyone';

/** Whom the visit is about, where more than one lives: it counts for the care of a watched person only if it says so. */
export function SubjectChoice({
  people,
  person,
  onChange,
}: {
  readonly people: readonly Local<'people'>[];
  readonly person: string | undefined;
  readonly onChange: (person: string | null) => void;
}) {
  const say = useWords(visitWords);
  if (people.length < 2) return null;
  const watched = people.filter(({ grade }) => grade !== undefined);
  if (watched.length === 0) return null;
  return (
    <Card>
      <ChoiceRow
        label={say('whom')}
        value={person ?? everyone}
        choices={[
          ...watched.map(({ id, name }) => ({ value: id, label: name, icon: Eye })),
          { value: everyone, label: say('wholeHousehold') },
        ]}
        onChange={(choice) => onChange(choice === everyone ? null : choice)}
      />
    </Card>
  );
}
