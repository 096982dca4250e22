import { postKindOf } from '../../src/domain/posts.ts';
import type { Collection } from '../../src/domain/record-types.ts';
import type { StoredRecord } from '../../src/store/record-database.ts';
import type { MemoryStore } from '../support/memory-store.ts';
import { meetingDeeds } from './meeting-deeds.ts';
import { cursedWord } from './virtual-network.ts';
import { nameOfValue } from './written-record.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import type { Action, Deed } from './story.ts';
import type { World } from './world.ts';

type Did = Extract<Action, { do: Deed }>;

/** A text that nobody else writes, so that it can be looked for everywhere. */
const wordOf = (n: number): string => `w${n}.`;

export interface Doing {
  readonly store: MemoryStore;
  readonly device: SimulatedDevice;
  readonly world: World;
  readonly act: Did;
  readonly word: string;
  /** Notes that a text was typed into a field (or into a member of a growing one). */
  typed(c: Collection, id: string, field: string): void;
  /** Changes fields of a record, and notes what stood there before his eyes. */
  edit(c: Collection, id: string, change: Readonly<Record<string, unknown>>): void;
}

const isLiving = (record: StoredRecord) => !record.draft && record.unsent['-'] === undefined;

function pickOf(
  { store, act }: Doing,
  c: Collection,
  fits: (record: StoredRecord) => boolean = () => true,
): StoredRecord | null {
  const list = store.all(c).filter((record) => isLiving(record) && fits(record));
  return list[Math.floor(act.pick * list.length)] ?? null;
}

const households = (doing: Doing) => pickOf(doing, 'places', ({ kind }) => kind === 'household');
const residents = (doing: Doing) => pickOf(doing, 'people');

function placeToKnock(doing: Doing): { place: string; person?: string } | null {
  const person = residents(doing);
  if (person && doing.act.more < 0.6) return { place: person.place, person: person.id };
  const household = households(doing);
  return household ? { place: household.place } : null;
}

function visit(doing: Doing, kind: string, more: Record<string, unknown>, draft = false): void {
  const at = placeToKnock(doing);
  if (!at) return;
  const now = doing.store.now();
  const fields = { kind, ...at, startedAt: now, finishedAt: now, ...more };
  const { id } = doing.store.create('visits', fields, { draft });
  doing.typed('visits', id, 'note');
}

function need(doing: Doing, more: Record<string, unknown> = {}): void {
  const at = placeToKnock(doing);
  if (!at) return;
  const { id } = doing.store.create('needs', {
    kind: doing.act.more < 0.05 ? 'crisis' : 'need',
    ...at,
    category: 'errand',
    urgency: 'normal',
    what: doing.word,
    consent: doing.act.more < 0.5,
    contactPhone: '13900000000',
    source: 'door',
    steps: [{ step: 'submitted' }],
    ...more,
  });
  doing.typed('needs', id, 'what');
}

const peopleFields = ['remark', 'phone', 'name', 'relation', 'emergencyContact'] as const;

function anyDraft({ store }: Doing): StoredRecord | undefined {
  return store.all('visits').find((record) => record.draft);
}

const steps = ['triaged', 'contacted', 'assigned', 'done', 'declined'] as const;

const does: Readonly<Record<Deed, (doing: Doing) => void>> = {
  ...meetingDeeds,
  visit: (doing) => visit(doing, 'round', { outcome: 'met', note: doing.word }),
  alarm: (doing) => visit(doing, 'alarm', { reason: 'fall', note: doing.word }),
  beginVisit: (doing) => visit(doing, 'watch', { note: doing.word }, true),
  finishVisit(doing) {
    const draft = anyDraft(doing);
    if (draft) doing.store.finishDraft('visits', draft.id, { outcome: 'met' });
  },
  discardVisit(doing) {
    const draft = anyDraft(doing);
    if (draft) doing.store.discardDraft('visits', draft.id);
    if (draft) doing.world.book.forget('visits', draft.id);
  },
  ack(doing) {
    const alarm = pickOf(doing, 'visits', ({ kind }) => kind === 'alarm');
    if (!alarm) return;
    doing.store.edit('visits', alarm.id, {}, { acks: [{ note: doing.word }] });
    doing.typed('visits', alarm.id, 'acks');
  },
  need: (doing) => need(doing),
  curse(doing) {
    const known = pickOf(doing, 'needs');
    if (!known || doing.act.more < 0.4) need(doing, { when: cursedWord });
    else doing.edit('needs', known.id, { when: cursedWord, what: doing.word });
  },
  step(doing) {
    const known = pickOf(doing, 'needs');
    if (!known) return;
    const step = steps[Math.floor(doing.act.more * steps.length)] ?? 'contacted';
    const helpers = doing.store.all('posts').map((post) => post['person']);
    const assignee = helpers[Math.floor(doing.act.more * 7 * helpers.length) % helpers.length];
    const whom = step === 'assigned' && assignee ? { assignee } : {};
    doing.store.edit('needs', known.id, {}, { steps: [{ step, note: doing.word, ...whom }] });
    doing.typed('needs', known.id, 'steps');
  },
  editPerson(doing) {
    const person = residents(doing);
    if (!person) return;
    const field = peopleFields[Math.floor(doing.act.more ** 2 * peopleFields.length)] ?? 'remark';
    doing.edit('people', person.id, { [field]: doing.word });
  },
  editNeed(doing) {
    const known = pickOf(doing, 'needs');
    if (!known) return;
    if (doing.act.more < 0.2) doing.edit('needs', known.id, { consent: !known['consent'] });
    doing.edit('needs', known.id, { [doing.act.more < 0.6 ? 'what' : 'when']: doing.word });
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
  removeOwn(doing) {
    const own = pickOf(doing, 'needs', (record) => record.version === 0);
    if (own) doing.store.remove('needs', own.id);
    if (own) doing.world.book.forget('needs', own.id);
  },
  poison(doing) {
    const far = `c1/${doing.device.identity.place.includes('g01') ? 'g02' : 'g01'}/b1/h101`;
    const now = doing.store.now();
    const foreign = {
      kind: 'round',
      place: far,
      startedAt: now,
      finishedAt: now,
      note: doing.word,
    };
    const bad =
      doing.act.more < 0.4
        ? foreign
        : doing.act.more < 0.7
          ? { ...foreign, place: 'c1/g09/b9/h9' }
          : { ...foreign, outcome: 'nonsense' };
    const { id } = doing.store.create('visits', bad);
    doing.typed('visits', id, 'note');
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
};

/** Does what the story says, on what is on the device just then. */
export function perform(world: World, device: SimulatedDevice, act: Did): void {
  const store = device.store();
  const word = wordOf(act.n);
  world.stats.operations += 1;
  world.trace.note(`${world.clock()} d${device.index} ${act.do} ${word}`);
  const typed = (c: Collection, id: string, field: string) =>
    world.book.typed({ device: device.index, c, id, field, word });
  does[act.do]({
    store,
    device,
    world,
    act,
    word,
    typed,
    edit(c, id, change) {
      const before = store.get(c, id) ?? {};
      for (const [field, value] of Object.entries(change)) {
        const stood = (before as Record<string, unknown>)[field] ?? null;
        world.book.saw(device.identity.device, nameOfValue({ c, id }, field, stood));
        if (value === word) typed(c, id, field);
        else world.book.wroteOver({ device: device.index, c, id, field });
      }
      store.edit(c, id, change);
    },
  });
  if (act.more < 0.3) device.disk.sync();
}
