import { contactIn, dialled } from '../../domain/rules/who-to-call.ts';
import { inForce } from '../../domain/grants.ts';
import { covers } from '../../domain/place.ts';
import { ageAt } from '../../domain/rules/shanghai-day.ts';
import { useReader, useRecords } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { CallRow } from '../../ui/call-row.tsx';
import { Card } from '../../ui/card.tsx';
import { FieldRow } from '../../ui/field-row.tsx';
import { formatDay } from '../../ui/format.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { roleWords } from '../../ui/role-words.ts';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../ui/words.ts';
import { watchedPersonWords } from './person-words.ts';
import { watchWords } from './words.ts';

type Person = Local<'people'>;

/** What a visitor must know before knocking. */
export function ToMind({ person, now }: { readonly person: Person; readonly now: number }) {
  const say = useWords(watchedPersonWords);
  const sayWatch = useWords(watchWords);
  const { remark, disability, birthDate, livesAlone, grade, watchedSince } = person;
  return (
    <Section title={say('mind')}>
      <Card>
        {remark === undefined && disability === undefined && <p>{say('noMind')}</p>}
        {remark !== undefined && <FieldRow label={say('remark')}>{remark}</FieldRow>}
        {disability !== undefined && <FieldRow label={say('disability')}>{disability}</FieldRow>}
        {birthDate !== undefined && (
          <FieldRow label={say('age')}>{say('years', { n: ageAt(birthDate, now) })}</FieldRow>
        )}
        {livesAlone !== undefined && (
          <FieldRow label={say('alone')}>{say(livesAlone ? 'livesAlone' : 'withOthers')}</FieldRow>
        )}
        {grade !== undefined && (
          <FieldRow
            label={say('careplan')}
            {...(watchedSince === undefined
              ? {}
              : { hint: say('since', { day: formatDay(watchedSince) }) })}
          >
            {sayWatch('gradeEvery', {
              grade: sayWatch('gradeOf', { grade: sayWatch(`grade_${grade}`) }),
              every: sayWatch(`every_${grade}`),
            })}
          </FieldRow>
        )}
      </Card>
    </Section>
  );
}

/** The person's own number and the emergency contact, each one tap away. */
export function Telephones({ person }: { readonly person: Person }) {
  const say = useWords(watchedPersonWords);
  const own = dialled(person.phone ?? '');
  const contact = contactIn(person.emergencyContact ?? '');
  return (
    <Section title={say('call')}>
      {own !== '' && <CallRow name={person.name} phone={own} spoken={say('callTo')} />}
      {contact ? (
        <CallRow
          name={contact.name || say('contactUnnamed')}
          detail={contact.name ? say('contact') : undefined}
          phone={contact.phone}
          spoken={say('callTo')}
        />
      ) : (
        person.emergencyContact && (
          <ListRow title={person.emergencyContact} detail={say('contact')} />
        )
      )}
      {own === '' && !contact && !person.emergencyContact && <p>{say('noPhone')}</p>}
    </Section>
  );
}

/** The volunteers who look in and the liaison of the building, as far as this device knows them. */
export function WhoLooksIn({ person, now }: { readonly person: Person; readonly now: number }) {
  const say = useWords(watchedPersonWords);
  const sayRole = useWords(roleWords);
  const me = useReader().person;
  const posts = useRecords('posts') ?? [];
  const watchers = new Set(person.watchers ?? []);
  const current = posts.filter((post) => inForce(post, now));
  const known = new Map(
    current.filter((post) => watchers.has(post.person)).map((post) => [post.person, post]),
  );
  const liaisons = current.filter(
    (post) =>
      post.role === 'liaison' && covers(post.place, person.place) && !watchers.has(post.person),
  );
  const unnamed = [...watchers].filter((id) => !known.has(id) && id !== me).length;
  const rows = [...known.values(), ...liaisons];
  return (
    <Section title={say('who')} count={watchers.size}>
      {watchers.has(me) && !known.has(me) && <ListRow title={say('you')} detail={say('watcher')} />}
      {rows.map((post) => {
        const role = watchers.has(post.person) ? say('watcher') : sayRole(post.role);
        const phone = dialled(post.phone ?? '');
        const mine = post.person === me;
        const name = mine ? `${post.name} (${say('you')})` : post.name;
        return mine || phone === '' ? (
          <ListRow key={post.id} title={name} detail={role} />
        ) : (
          <CallRow key={post.id} name={name} detail={role} phone={phone} spoken={say('callTo')} />
        );
      })}
      {unnamed > 0 && <ListRow title={say('othersUnnamed', { n: unnamed })} />}
      {watchers.size === 0 && <p>{say('nobody')}</p>}
    </Section>
  );
}
