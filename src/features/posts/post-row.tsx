import { ArrowRightLeft } from 'lucide-react';
import { useNow } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { Dots } from '../../ui/dots.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Pill } from '../../ui/pill.tsx';
import { QuietButton } from '../../ui/primary-button.tsx';
import { roleWords } from '../../ui/role-words.ts';
import { useWords } from '../../ui/words.ts';
import css from './posts.module.css';
import { termInWords } from './term.ts';
import { postsScreenWords } from './words.ts';

/** Who holds a post and since when. */
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
  const now = useNow();
  const role = post.team ?? sayRole(post.role);
  return (
    <div className={css['post']} data-managing={managing || undefined}>
      <ListRow
        to={`/people/${post.person}`}
        title={post.name}
        detail={<Dots of={[role, ...termInWords(post, now, say)]} />}
        right={post.unsentSince > 0 ? <Pill tone="grey">{say('waiting')}</Pill> : post.phone}
      />
      {managing && (
        <QuietButton icon={ArrowRightLeft} to={`/handover/${post.id}`}>
          {say('handOver')}
        </QuietButton>
      )}
    </div>
  );
}
