import { postKindOf } from '../../src/domain/posts.ts';
import { households, pickOf, residents, type Doing } from './doing.ts';

const peopleFields = ['remark', 'phone', 'name', 'relation', 'emergencyContact'] as const;

/** Who lives where, who looks in on whom and who holds which post; notices and what is said to them. */
export const communityDeeds = {
  editPerson(doing) {
    const person = residents(doing);
    if (!person) return;
    const field = peopleFields[Math.floor(doing.act.more ** 2 * peopleFields.length)] ?? 'remark';
    doing.edit('people', person.id, { [field]: doing.word });
  },
  editPlace(doing) {
    const household = households(doing);
    if (!household) return;
    doing.edit('places', household.id, { remark: doing.word });
  },
  addPerson(doing) {
    const household = households(doing);
    if (!household) return;
    const fields = { kind: 'resident', place: household.place, name: doing.word };
    const { id } = doing.store.create('people', fields);
    doing.typed('people', id, 'name');
  },
  moveHousehold(doing) {
    const household = households(doing);
    if (!household) return;
    const grid = doing.act.more < 0.5 ? 'g01' : 'g02';
    const building = doing.act.more * 10 - Math.floor(doing.act.more * 10) < 0.5 ? 'b1' : 'b2';
    const place = `c1/${grid}/${building}/h${200 + doing.act.n}`;
    doing.edit('places', household.id, { place });
  },
  movePerson(doing) {
    const person = pickOf(doing, 'people', ({ place }) => place.split('/').length === 4);
    const all = doing.store.all('places').filter(({ kind }) => kind === 'household');
    const to = all[Math.floor(doing.act.more * all.length)];
    if (person && to) doing.edit('people', person.id, { place: to.place });
  },
  watchers(doing) {
    const person = pickOf(doing, 'people', ({ place }) => place.split('/').length === 4);
    const helpers = doing.store.all('posts').filter((post) => post['role'] === 'volunteer');
    const helper = helpers[Math.floor(doing.act.more * 3 * helpers.length) % helpers.length];
    if (!person) return;
    const watchers = doing.act.more < 0.3 || !helper ? null : [helper['person']];
    doing.edit('people', person.id, { watchers });
  },
  beginPost(doing) {
    const person = residents(doing);
    const place = pickOf(doing, 'places', ({ kind }) => kind === 'grid' || kind === 'building');
    if (!person || !place) return;
    const role =
      (['liaison', 'volunteer', 'core'] as const)[Math.floor(doing.act.more * 3)] ?? 'core';
    doing.store.create('posts', {
      kind: postKindOf(role),
      place: place.place,
      person: person.id,
      role,
      name: doing.word,
      from: doing.store.now(),
    });
  },
  endPost(doing) {
    const post = pickOf(
      doing,
      'posts',
      (record) => !['admin', 'head'].includes(String(record['role'])),
    );
    const until = doing.store.now() + (doing.act.more < 0.7 ? 0 : 3_600_000);
    if (post) doing.edit('posts', post.id, { until });
  },
  remove(doing) {
    const c = doing.act.more < 0.5 ? 'people' : 'needs';
    const officers = new Set(doing.store.all('posts').map((post) => post['person']));
    const record = pickOf(doing, c, ({ id }) => !officers.has(id));
    // Somebody who signs in is not deleted here: his devices would be signed out with what they hold.
    if (!record || doing.world.isSomebody(record.id)) return;
    doing.store.remove(c, record.id);
    if (record.version === 0) doing.world.book.forget(c, record.id);
  },
  notice(doing) {
    const { place } = doing.device.identity;
    const { id } = doing.store.create('notices', { kind: 'notice', place, title: doing.word });
    doing.typed('notices', id, 'title');
  },
  receipt(doing) {
    const notice = pickOf(
      doing,
      'notices',
      ({ kind }) => kind === 'conflict' || kind === 'quarantine',
    );
    if (notice) doing.store.edit('notices', notice.id, {}, { receipts: [{ choice: 'keep' }] });
  },
} satisfies Readonly<Record<string, (doing: Doing) => void>>;
