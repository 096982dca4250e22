import { UserRound } from 'lucide-react';
import { useEffect, useState } from 'react';
import { ListRow } from '../../ui/list-row.tsx';
import { Pill } from '../../ui/pill.tsx';
import { roleWords } from '../../ui/role-words.ts';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../ui/words.ts';
import css from './enrol.module.css';
import { enrolWords } from './words.ts';

export interface DemoPerson {
  readonly role: keyof typeof roleWords.zh;
  readonly name: string;
  /** Where and as what, in the community's words. */
  readonly title: string;
  readonly code: string;
}

/** Where the server runs a demo community: everyone one can be there. */
export function DemoPeople({
  load,
  busyWith,
  onChoose,
}: {
  readonly load: () => Promise<readonly DemoPerson[] | null>;
  readonly busyWith: string | null;
  readonly onChoose: (code: string) => void;
}) {
  const say = useWords(enrolWords);
  const sayRole = useWords(roleWords);
  const [people, setPeople] = useState<readonly DemoPerson[] | null>(null);
  useEffect(() => {
    let here = true;
    void load().then((found) => {
      if (here) setPeople(found);
    });
    return () => {
      here = false;
    };
  }, [load]);
  if (!people || people.length === 0) return null;
  return (
    <div className={css['demo']}>
      <Section title={say('demoTitle')}>
        <p className={css['motto']}>{say('demoHint')}</p>
        {people.map((person) => (
          <ListRow
            key={person.code}
            icon={UserRound}
            title={person.name}
            detail={person.title}
            right={
              <Pill tone={busyWith === person.code ? 'grey' : 'teal'}>{sayRole(person.role)}</Pill>
            }
            onClick={() => {
              if (busyWith === null) onChoose(person.code);
            }}
          />
        ))}
      </Section>
    </div>
  );
}
