import { ArrowRightLeft } from 'lucide-react';
import { mayAppoint } from '../../domain/rules/post-list.ts';
import { useNow, useReader } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { formatDay } from '../../ui/format.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { Pill } from '../../ui/pill.tsx';
import { QuietButton } from '../../ui/primary-button.tsx';
import { roleWords } from '../../ui/role-words.ts';
import { useWords } from '../../ui/words.ts';
import css from './posts.module.css';
import { postsScreenWords } from './words.ts';

/** Who holds a post and since when; whoever may appoint to it may hand it over. */
export function PostRow({
  post,
  managing,
}: {
  readonly post: Local<'posts'>;
  /** Only then can it be handed over: a list one looks through is no place for such a button on every row. */
  readonly managing: boolean;
}) {
  const say = useWords(postsScreenWords);
  const sayRole = useWords(roleWords);
  const reader = useReader();
  const now = useNow();
  const role = post.team ?? sayRole(post.role);
  const term =
    post.from > now
      ? say('future', { day: formatDay(post.from) })
      : say('since', { day: formatDay(post.from) });
  const end = post.until === undefined ? '' : ` · ${say('until', { day: formatDay(post.until) })}`;
  const mayEnd =
    managing && mayAppoint(reader, post.place).includes(post.role) && post.person !== reader.person;
  return (
    <div className={css['post']} data-managing={managing || undefined}>
      <ListRow
        to={`/people/${post.person}`}
        title={post.name}
        detail={`${role} · ${term}${end}`}
        right={post.unsentSince > 0 ? <Pill tone="grey">{say('waiting')}</Pill> : post.phone}
      />
      {mayEnd && (
        <QuietButton icon={ArrowRightLeft} to={`/handover/${post.id}`}>
          {say('handOver')}
        </QuietButton>
      )}
    </div>
  );
}
