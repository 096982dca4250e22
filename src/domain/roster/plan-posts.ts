import { canCreate } from '../access.ts';
import { inForce } from '../grants.ts';
import { appoints, postKindOf, type Post } from '../posts.ts';
import type { Role } from '../record-type.ts';
import type { Creation, ImportInput, RecordEdit } from './import-plan.ts';
import type { FieldChange } from './outcome.ts';
import type { PlaceBook } from './place-book.ts';
import type { ListedPost } from './read-post.ts';
import type { RowDraft } from './row-draft.ts';

type Row = RowDraft<ListedPost>;
/** Somebody who may hold a post, with the telephone by which a list names him. */
export interface Holder {
  readonly id: string;
  readonly name: string;
  readonly phone?: string | undefined;
}

/** The place that the words of a range name, or null: posts never make places, a misspelt one is a slip. */
function rangePlace(
  range: readonly string[],
  book: PlaceBook,
  community: { readonly place: string; readonly name: string },
): string | null {
  const own = range[0] === community.name || range[0] === '社区' || range[0] === '全社区';
  const [grid, building, ...rest] = own ? range.slice(1) : range;
  if (rest.length > 0) return null;
  if (grid === undefined) return own ? community.place : null;
  const gridPlace = book.find('grid', community.place, grid)?.path ?? null;
  if (gridPlace === null || building === undefined) return gridPlace;
  return book.find('building', gridPlace, building)?.path ?? null;
}

function mayAppoint(input: ImportInput, role: Role, place: string): boolean {
  const { writer } = input;
  return (
    canCreate(writer, 'posts', { kind: postKindOf(role), place, involves: [] }) &&
    writer.grants.some((grant) => appoints[grant.role]?.includes(role))
  );
}

/** The post of the same person, role and place: the one in force, else the latest; a term after an ended one is new. */
function sameTerm(posts: readonly Post[], listed: ListedPost, now: number): Post | null {
  const [latest] = posts.toSorted(
    (a, b) => Number(inForce(b, now)) - Number(inForce(a, now)) || b.from - a.from,
  );
  if (!latest) return null;
  return latest.until !== undefined && latest.until <= listed.from ? null : latest;
}

function differences(listed: ListedPost, post: Post): FieldChange[] {
  const changes: FieldChange[] = [];
  const compare = (field: string, from: unknown, to: unknown): void => {
    if (to !== undefined && JSON.stringify(from) !== JSON.stringify(to)) {
      changes.push({ field, from, to });
    }
  };
  compare('from', post.from, listed.from);
  compare('until', post.until, listed.until);
  compare('phone', post.phone, listed.phone);
  compare('skills', post.skills, listed.skills.length > 0 ? listed.skills : undefined);
  return changes;
}

function holderOf(row: Row, byName: ReadonlyMap<string, readonly Holder[]>): Holder | null {
  const { name, phone } = row.value;
  const namesakes = byName.get(name) ?? [];
  const found = phone ? namesakes.filter((person) => person.phone === phone) : namesakes;
  const [holder, another] = found;
  if (holder && !another) return holder;
  row.reasons.push({
    code: holder ? 'personAmbiguous' : 'personNotFound',
    field: phone ? 'phone' : 'name',
    value: phone ?? name,
  });
  return null;
}

/** The posts to make and to edit; holders are looked for among the people known and those this import makes. */
export function planPosts(
  rows: readonly Row[],
  book: PlaceBook,
  input: ImportInput,
  communityName: string,
  holders: readonly Holder[],
): { creations: Creation[]; edits: RecordEdit[] } {
  const byName = Map.groupBy(holders, ({ name }) => name);
  const known = Map.groupBy(input.existing.posts, keyOf);
  const listed = new Map<string, number>();
  const creations: Creation[] = [];
  const edits: RecordEdit[] = [];
  const community = { place: input.existing.community.place, name: communityName };
  for (const row of rows) {
    if (row.reasons.length > 0) continue;
    const { role, range, team, ...value } = row.value;
    const place = rangePlace(range, book, community);
    if (role === undefined) continue;
    if (place === null) {
      row.reasons.push({ code: 'unknownRange', field: 'range', value: range.join('/') });
      continue;
    }
    const holder = holderOf(row, byName);
    if (!holder) continue;
    if (!mayAppoint(input, role, place)) {
      row.reasons.push({ code: 'notAllowed', field: 'role' });
      continue;
    }
    const key = keyOf({ person: holder.id, role, place, team });
    const earlier = listed.get(`${key} ${value.from}`);
    if (earlier !== undefined) {
      row.reasons.push({ code: 'duplicateRow', sameAs: earlier });
      continue;
    }
    listed.set(`${key} ${value.from}`, row.row);
    const post = sameTerm(known.get(key) ?? [], row.value, input.now);
    if (post) {
      row.changes.push(...differences(row.value, post));
      if (row.changes.length > 0) {
        const set = Object.fromEntries(row.changes.map(({ field, to }) => [field, to]));
        const before = Object.fromEntries(
          row.changes.map(({ field, from }) => [field, from ?? null]),
        );
        edits.push({ c: 'posts', id: post.id, set, before });
      }
      continue;
    }
    row.isNew = true;
    creations.push({
      c: 'posts',
      r: {
        id: input.newId(),
        kind: postKindOf(role),
        place,
        person: holder.id,
        role,
        ...(team ? { team } : {}),
        from: value.from,
        ...(value.until === undefined ? {} : { until: value.until }),
        name: value.name,
        ...((value.phone ?? holder.phone) ? { phone: value.phone ?? holder.phone } : {}),
        ...(value.skills.length > 0 ? { skills: [...value.skills] } : {}),
        importBatch: input.batch,
      },
    });
  }
  return { creations, edits };
}

function keyOf(post: Pick<Post, 'person' | 'role' | 'place' | 'team'>): string {
  return `${post.person} ${post.role} ${post.place} ${post.team ?? ''}`;
}
