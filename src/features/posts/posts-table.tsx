import { ArrowRightLeft } from 'lucide-react';
import type { PlacePosts } from '../../domain/rules/post-list.ts';
import { useNow } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Dots } from '../../ui/dots.tsx';
import { Icon } from '../../ui/icon.tsx';
import { AppLink } from '../../ui/link.tsx';
import { Pill } from '../../ui/pill.tsx';
import { roleWords } from '../../ui/role-words.ts';
import { useWords } from '../../ui/words.ts';
import css from './posts.module.css';
import { termInWords } from './term.ts';
import { postsScreenWords } from './words.ts';

export type ShownGroup = PlacePosts<Local<'posts'>> & { readonly title: string };

interface Row {
  readonly place: string;
  readonly role: string;
  /** Null where nobody holds what ought to be held. */
  readonly post: Local<'posts'> | null;
}

const inOrder = new Intl.Collator('zh', { numeric: true });
const by = (text: (row: Row) => string) => (a: Row, b: Row) => inOrder.compare(text(a), text(b));

/** Who is responsible where, as a table for a desk. */
export function PostsTable({
  groups,
  managing,
}: {
  readonly groups: readonly ShownGroup[];
  readonly managing: boolean;
}) {
  const say = useWords(postsScreenWords);
  const sayRole = useWords(roleWords);
  const now = useNow();
  const rows = groups.flatMap(({ title, posts, vacant }): Row[] => [
    ...(vacant ? [{ place: title, role: sayRole(vacant), post: null }] : []),
    ...posts.map((post) => ({ place: title, role: post.team ?? sayRole(post.role), post })),
  ]);
  const term = ({ post }: Row) => post && <Dots of={termInWords(post, now, say)} />;
  const phone = ({ post }: Row) =>
    post && post.unsentSince > 0 ? <Pill tone="grey">{say('waiting')}</Pill> : post?.phone;
  const handOver = ({ post }: Row) =>
    post && (
      <AppLink className={css['action']} to={`/handover/${post.id}`}>
        <Icon of={ArrowRightLeft} /> {say('handOver')}
      </AppLink>
    );
  const nameCell = ({ post, role }: Row) =>
    post ? post.name : <Pill tone="amber">{say('vacant', { role })}</Pill>;
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      title: say('person'),
      cell: nameCell,
      order: by(({ post }) => post?.name ?? ''),
    },
    { key: 'role', title: say('role'), cell: ({ role }) => role, order: by(({ role }) => role) },
    {
      key: 'place',
      title: say('place'),
      cell: ({ place }) => place,
      order: by(({ place }) => place),
    },
    { key: 'phone', title: say('phone'), cell: phone },
    { key: 'term', title: say('term'), cell: term },
    ...(managing ? [{ key: 'handOver', title: '', cell: handOver }] : []),
  ];
  return (
    <DataTable
      caption={say('title')}
      columns={columns}
      rows={rows}
      keyOf={({ post, place, role }) => post?.id ?? `${place} ${role}`}
      to={({ post }) => (post ? `/people/${post.person}` : undefined)}
    />
  );
}
