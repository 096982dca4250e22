import { Check, IdCard, Settings2, UserRoundPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { mayHandOver, postsByPlace, rolesToGive } from '../../domain/rules/post-list.ts';
import { placeInWords, placeNames } from '../../domain/rules/place-words.ts';
import { useNow, useReader, useRecords } from '../../store/device-context.tsx';
import { useLayout, useRoomForTwo } from '../../ui/layout.ts';
import { useSearchParam } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { Pill } from '../../ui/pill.tsx';
import { PrimaryButton, QuietButton } from '../../ui/primary-button.tsx';
import { roleWords } from '../../ui/role-words.ts';
import { SearchBox } from '../../ui/search-box.tsx';
import { Section } from '../../ui/section.tsx';
import { EmptyState, LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { AppointSheet } from './appoint-sheet.tsx';
import { PostRow } from './post-row.tsx';
import { PostsTable, type ShownGroup } from './posts-table.tsx';
import { HandoverList } from './handover-list.tsx';
import css from './posts.module.css';
import { postsScreenWords } from './words.ts';

/** Who is responsible where, what is vacant; appointing and ending. */
export function PostsScreen() {
  const say = useWords(postsScreenWords);
  const sayRole = useWords(roleWords);
  const reader = useReader();
  const now = useNow(60_000);
  const posts = useRecords('posts');
  const places = useRecords('places', { where: { kind: { $ne: 'household' } } });
  const [question, setQuestion] = useSearchParam('q');
  const [manage, setManage] = useSearchParam('manage');
  const [appointing, setAppointing] = useState(false);
  const desktop = useLayout() === 'desktop';
  const roomy = useRoomForTwo();
  const asTable = desktop && roomy;
  const names = useMemo(() => placeNames(places ?? []), [places]);
  const groups = useMemo(
    () => (posts && places ? postsByPlace(posts, places, now) : undefined),
    [posts, places, now],
  );
  const open = (places ?? [])
    .map(({ place }) => place)
    .filter((place) => rolesToGive(reader, place).length > 0);
  const managing = manage === 'yes' && open.length > 0;
  const sought = question.trim();
  const shown = (groups ?? [])
    .map((group) => ({
      ...group,
      title: placeInWords(group.place, names) || say('centre'),
      vacant: sought === '' && !managing ? group.vacant : null,
    }))
    .map((group) => ({
      ...group,
      posts: group.posts.filter(
        (post) =>
          (!managing || mayHandOver(reader, post)) &&
          [post.name, post.team ?? sayRole(post.role), group.title].some((text) =>
            text.includes(sought),
          ),
      ),
    }))
    .filter((group) => group.posts.length > 0 || group.vacant !== null);
  if (!groups) {
    return (
      <Page title={say('title')}>
        <LoadingState />
      </Page>
    );
  }
  return (
    <Page
      wide={asTable}
      title={say('title')}
      actions={
        open.length > 0 && (
          <QuietButton
            icon={managing ? Check : Settings2}
            onClick={() => setManage(managing ? '' : 'yes')}
          >
            {say(managing ? 'manageDone' : 'manage')}
          </QuietButton>
        )
      }
      bottom={
        open.length > 0 &&
        !managing && (
          <PrimaryButton icon={UserRoundPlus} onClick={() => setAppointing(true)}>
            {say('appoint')}
          </PrimaryButton>
        )
      }
    >
      {groups.length === 0 ? (
        <EmptyState icon={IdCard} title={say('empty')}>
          {say('emptyHint')}
        </EmptyState>
      ) : (
        <SearchBox value={question} onChange={setQuestion} label={say('search')} />
      )}
      {managing && <p className={css['quiet']}>{say('manageHint')}</p>}
      {sought === '' && !managing && open.length > 0 && (
        <HandoverList whereIs={(place) => placeInWords(place, names) || say('centre')} />
      )}
      {groups.length > 0 && shown.length === 0 && (
        <EmptyState icon={IdCard} title={say('none')}>
          {say('noneHint')}
        </EmptyState>
      )}
      {asTable ? (
        <PostsTable groups={shown} managing={managing} />
      ) : (
        <PostsByPlace groups={shown} managing={managing} />
      )}
      <AppointSheet
        opened={appointing}
        onClose={() => setAppointing(false)}
        places={open}
        names={names}
      />
    </Page>
  );
}

function PostsByPlace({
  groups,
  managing,
}: {
  readonly groups: readonly ShownGroup[];
  readonly managing: boolean;
}) {
  const say = useWords(postsScreenWords);
  const sayRole = useWords(roleWords);
  return groups.map((group) => (
    <Section key={group.place} title={group.title} count={group.posts.length}>
      <ul className={css['stack']}>
        {group.vacant && (
          <li>
            <Pill tone="amber">{say('vacant', { role: sayRole(group.vacant) })}</Pill>
          </li>
        )}
        {group.posts.map((post) => (
          <li key={post.id}>
            <PostRow post={post} managing={managing} />
          </li>
        ))}
      </ul>
    </Section>
  ));
}
