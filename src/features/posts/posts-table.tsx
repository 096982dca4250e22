import { ArrowRightLeft } from 'lucide-react';
import type { Reader } from '../../domain/access.ts';
import { mayAppoint, type PlacePosts } from '../../domain/rules/post-list.ts';
import type { Local } from '../../store/local-record.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { formatDay } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { AppLink } from '../../ui/link.tsx';
import { Pill } from '../../ui/pill.tsx';
import { roleWords } from '../../ui/role-words.ts';
import { useWords } from '../../ui/words.ts';
import css from './posts.module.css';
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
  reader,
}: {
  readonly groups: readonly ShownGroup[];
  readonly managing: boolean;
  readonly reader: Reader;
}) {
  const say = useWords(postsScreenWords);
  const sayRole = useWords(roleWords);
  const rows = groups.flatMap(({ title, posts, vacant }): Row[] => [
    ...(vacant ? [{ place: title, role: sayRole(vacant), post: null }] : []),
    ...posts.map((post) => ({ place: title, role: post.team ?? sayRole(post.role), post })),
  ]);
  const mayEnd = (post: Local<'posts'>) =>
    mayAppoint(reader, post.place).includes(post.role) && post.person !== reader.person;
  const term = ({ post }: Row) => {
    if (!post) return '';
    const end =
      post.until === undefined ? '' : ` · ${say('until', { day: formatDay(post.until) })}`;
    return `${say('since', { day: formatDay(post.from) })}${end}`;
  };
  const handOver = ({ post }: Row) =>
    post &&
    mayEnd(post) && (
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
    { key: 'phone', title: say('phone'), cell: ({ post }) => post?.phone ?? '' },
    { key: 'term', title: say('term'), cell: term },
    ...(managing ? [{ key: 'handOver', title: say('handOver'), cell: handOver }] : []),
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
