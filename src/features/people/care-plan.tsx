import { Select } from '@mantine/core';
import { Eye, X } from 'lucide-react';
import { canEdit } from '../../domain/access.ts';
import { inForce } from '../../domain/grants.ts';
import type { CareGrade } from '../../domain/people.ts';
import { covers, placeAt } from '../../domain/place.ts';
import { useDevice, useNow, useReader, useRecords } from '../../store/device-context.tsx';
import type { Change, Local } from '../../store/local-record.ts';
import { Card } from '../../ui/card.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { NotKept } from '../../ui/not-kept.tsx';
import { QuietButton } from '../../ui/primary-button.tsx';
import { Section } from '../../ui/section.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useWords } from '../../ui/words.ts';
import css from './people.module.css';
import { peopleWords } from './words.ts';

const gradeWords = {
  none: 'gradeNone',
  high: 'gradeHigh',
  medium: 'gradeMedium',
  low: 'gradeLow',
} as const;
const lookIn = new Set(['volunteer', 'core', 'liaison']);

/** How closely somebody is watched, and who looks in. */
export function CarePlan({ person }: { readonly person: Local<'people'> }) {
  const say = useWords(peopleWords);
  const reader = useReader();
  const now = useNow();
  const { store } = useDevice();
  const { attempt, failure } = useAttempt();
  const posts = useRecords('posts') ?? [];
  const mayPlan = canEdit(reader, 'people', person, 'grade');
  if (!mayPlan && !person.grade) return null;

  const watchers = person.watchers ?? [];
  const grid = placeAt(person.place, 'grid') ?? person.place;
  const candidates = posts.filter(
    (post) =>
      lookIn.has(post.role) &&
      inForce(post, now) &&
      covers(grid, post.place) &&
      !watchers.includes(post.person),
  );
  const options = [...new Map(candidates.map((post) => [post.person, post.name]))].map(
    ([value, label]) => ({
      value,
      label,
    }),
  );
  const nameOf = (id: string): string => posts.find((post) => post.person === id)?.name ?? '—';
  const edit = (change: Change<'people'>) =>
    void attempt(() => store.edit('people', person.id, change));
  const setWatchers = (list: readonly string[]) =>
    edit({ watchers: list.length > 0 ? [...list] : null });
  const setGrade = (grade: CareGrade | 'none') =>
    edit({
      grade: grade === 'none' ? null : grade,
      ...(person.watchedSince === undefined && grade !== 'none'
        ? { watchedSince: store.now() }
        : {}),
    });
  return (
    <Section title={say('care')}>
      <Card>
        <div className={css['stack']}>
          <NotKept failure={failure} />
          {mayPlan && (
            <ChoiceRow<CareGrade | 'none'>
              label={say('grade')}
              value={person.grade ?? 'none'}
              choices={(['high', 'medium', 'low', 'none'] as const).map((value) => ({
                value,
                label: say(gradeWords[value]),
              }))}
              onChange={setGrade}
            />
          )}
          {person.grade && (
            <>
              <ListRow
                to={`/watch/${person.id}`}
                icon={Eye}
                title={say('watch')}
                detail={say(gradeWords[person.grade])}
              />
              <strong>{say('watchers')}</strong>
              {watchers.length === 0 && <p className={css['hint']}>{say('noWatchers')}</p>}
              {watchers.map((id) =>
                mayPlan ? (
                  <QuietButton
                    key={id}
                    icon={X}
                    onClick={() => setWatchers(watchers.filter((other) => other !== id))}
                  >
                    {say('removeWatcher', { name: nameOf(id) })}
                  </QuietButton>
                ) : (
                  <p key={id}>{nameOf(id)}</p>
                ),
              )}
              {mayPlan && (
                <Select
                  label={say('addWatcher')}
                  placeholder={say('chooseWatcher')}
                  nothingFoundMessage={say('noVolunteers')}
                  data={options}
                  value={null}
                  searchable
                  onChange={(id) => id !== null && setWatchers([...watchers, id])}
                />
              )}
            </>
          )}
        </div>
      </Card>
    </Section>
  );
}
