import { IdCard } from 'lucide-react';
import { appoints } from '../../domain/posts.ts';
import { inForce } from '../../domain/grants.ts';
import { covers } from '../../domain/place.ts';
import { placeInWords, placeNames } from '../../domain/rules/place-words.ts';
import { useNow, useReader, useRecords } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { Dots } from '../../ui/dots.tsx';
import { formatDay } from '../../ui/format.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { roleWords } from '../../ui/role-words.ts';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../ui/words.ts';
import css from './people.module.css';
import { SignInCode } from './sign-in-code.tsx';
import { peopleWords } from './words.ts';

/** Which posts somebody holds now; whoever may appoint to one may also give its holder a code to sign in. */
export function PersonPosts({ person }: { readonly person: Local<'people'> }) {
  const say = useWords(peopleWords);
  const sayRole = useWords(roleWords);
  const reader = useReader();
  const now = useNow();
  const held = useRecords('posts', { where: { person: person.id } });
  const names = placeNames(useRecords('places', { where: { kind: { $ne: 'household' } } }) ?? []);
  const posts = (held ?? []).filter((post) => inForce(post, now));
  if (posts.length === 0) return null;
  const mayGiveCode = posts.some((post) =>
    reader.grants.some(
      (grant) => covers(grant.place, post.place) && appoints[grant.role]?.includes(post.role),
    ),
  );
  return (
    <Section title={say('posts')} count={posts.length}>
      <ul className={css['stack']}>
        {posts.map((post) => (
          <li key={post.id}>
            <ListRow
              icon={IdCard}
              title={post.team ?? sayRole(post.role)}
              detail={
                <Dots
                  of={[
                    placeInWords(post.place, names),
                    say('since', { day: formatDay(post.from) }),
                  ]}
                />
              }
            />
          </li>
        ))}
      </ul>
      {mayGiveCode && <SignInCode person={person.id} />}
    </Section>
  );
}
