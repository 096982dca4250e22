import { describe, expect, test } from 'vitest';
import { asSeenBy, canCreate, canDelete, canEdit, canRead, type Reader } from './access.ts';
import { asAuthor } from './involvement.ts';
import { roles, type AnyRecord, type Role } from './record-type.ts';
import { collections, recordTypes, type Collection } from './record-types.ts';

/** The grant lies at c1/g01; a record lies there, inside it, around it, beside it or in another community. */
const where = {
  own: 'c1/g01',
  inside: 'c1/g01/b1/h101',
  around: 'c1',
  beside: 'c1/g02',
  lookalike: 'c1/g010',
  foreign: 'c2/g01',
} as const;
type Where = keyof typeof where;

const down: readonly Where[] = ['own', 'inside'];
const up: readonly Where[] = ['own', 'around'];
const both: readonly Where[] = ['own', 'inside', 'around'];
const nowhere: readonly Where[] = [];

type ByRole = Readonly<Record<Role, readonly Where[]>>;
const seen = (
  ...[
    admin,
    socialWorker,
    head,
    core,
    liaison,
    volunteer,
    teamLeader,
    committee,
  ]: readonly (readonly Where[])[]
): ByRole => ({
  admin: admin ?? nowhere,
  socialWorker: socialWorker ?? nowhere,
  head: head ?? nowhere,
  core: core ?? nowhere,
  liaison: liaison ?? nowhere,
  volunteer: volunteer ?? nowhere,
  teamLeader: teamLeader ?? nowhere,
  committee: committee ?? nowhere,
});

/** Who sees what and where, by hand. Columns: centre (2), head, core, liaison, volunteer, leader, committee. */
const reading: Readonly<Record<string, ByRole>> = {
  'places/community': seen(both, both, both, both, both, both, up, up),
  'places/grid': seen(both, both, both, both, both, both, up, up),
  'places/building': seen(both, both, both, both, both, both, up, up),
  'places/household': seen(down, down, down, down, down),
  'people/resident': seen(down, down, down, down, down),
  'posts/duty': seen(both, both, both, both, both, both, up, up),
  'posts/member': seen(both, both, both, both, both),
  'needs/need': seen(down, down, down, down, down),
  'needs/crisis': seen(down, down, down),
  'visits/round': seen(down, down, down, down, down),
  'visits/watch': seen(down, down, down, down, down),
  'visits/alarm': seen(down, down, down, down, down),
  'notices/notice': seen(both, both, both, both, both, up, up, up),
  'notices/conflict': seen(down, down, down),
  'notices/quarantine': seen(down, down, down),
  'notices/device': seen(down, down, down),
  'notices/handover': seen(down, down, down),
  'notices/import': seen(down, down),
};

/** Who may make, change (any field at all) and delete, inside his place. */
const writing: Readonly<Record<string, { make: string; change: string; remove: string }>> = {
  'places/community': { make: '', change: 'admin socialWorker', remove: '' },
  'places/grid': { make: 'admin socialWorker', change: 'admin socialWorker', remove: 'admin' },
  'places/building': { make: 'admin socialWorker', change: 'admin socialWorker', remove: 'admin' },
  'places/household': {
    make: 'admin socialWorker head',
    change: 'admin socialWorker head liaison',
    remove: 'admin socialWorker',
  },
  'people/resident': {
    make: 'admin socialWorker head liaison',
    change: 'admin socialWorker head liaison',
    remove: 'admin socialWorker',
  },
  'posts/duty': { make: 'admin head', change: 'admin head', remove: 'admin' },
  'posts/member': { make: 'admin head', change: 'admin head', remove: 'admin' },
  'needs/need': {
    make: 'admin socialWorker head core liaison volunteer',
    change: 'admin socialWorker head liaison',
    remove: 'admin',
  },
  'needs/crisis': {
    make: 'admin socialWorker head core liaison volunteer',
    change: 'admin socialWorker head',
    remove: 'admin',
  },
  'visits/round': {
    make: 'admin socialWorker head core liaison volunteer',
    change: '',
    remove: '',
  },
  'visits/watch': {
    make: 'admin socialWorker head core liaison volunteer',
    change: '',
    remove: '',
  },
  'visits/alarm': {
    make: 'admin socialWorker head core liaison volunteer',
    change: 'admin socialWorker head liaison core',
    remove: '',
  },
  'notices/notice': {
    make: 'admin socialWorker head',
    change: 'admin socialWorker head',
    remove: 'admin socialWorker',
  },
  'notices/conflict': { make: '', change: 'admin socialWorker head', remove: '' },
  'notices/quarantine': { make: '', change: 'admin socialWorker head', remove: '' },
  'notices/device': { make: '', change: '', remove: '' },
  'notices/handover': { make: '', change: '', remove: '' },
  'notices/import': { make: 'admin socialWorker', change: 'admin socialWorker', remove: 'admin' },
};

const me = '01a1fd1e-8c00-743f-a38a-5708fac03929';
const types = collections.flatMap((c) =>
  Object.keys(recordTypes[c].kinds).map((kind) => ({ c, kind, type: `${c}/${kind}` })),
);
const holding = (role: Role): Reader => ({ person: me, grants: [{ role, place: where.own }] });

function recordAt(c: Collection, kind: string, place: string, involves: string[] = []): AnyRecord {
  const more: Record<Collection, Record<string, unknown>> = {
    places: { name: 'n' },
    people: { name: 'n', phone: '1', remark: 'r', disability: 'd', birthDate: '1940' },
    posts: { name: 'n', person: me, role: 'liaison', from: 0 },
    needs: { what: 'w', contactPhone: '1', steps: [], category: 'other', urgency: 'normal' },
    visits: { startedAt: 0, finishedAt: 0, note: 'n', answers: { health: 'well' } },
    notices: { title: 't' },
  };
  const base = { createdAt: 0, createdBy: 'x', version: 1, receivedAt: 0 };
  return { id: 'r', kind, place, involves, ...base, ...more[c] };
}

describe('the table knows every kind', () => {
  test('and no other', () => {
    const known = types.map(({ type }) => type).toSorted();
    expect(Object.keys(reading).toSorted()).toEqual(known);
    expect(Object.keys(writing).toSorted()).toEqual(known);
  });
});

describe.each(types)('$type', ({ c, kind, type }) => {
  test.each(roles)('is seen by %s where the table says, and nowhere else', (role) => {
    const found = (Object.keys(where) as Where[]).filter((at) =>
      canRead(holding(role), c, recordAt(c, kind, where[at])),
    );
    expect(found).toEqual(
      (Object.keys(where) as Where[]).filter((at) => reading[type]?.[role].includes(at)),
    );
  });

  test.each(roles)(
    'is made, changed and deleted by %s as the table says, inside his place only',
    (role) => {
      const writer = holding(role);
      for (const at of Object.keys(where) as Where[]) {
        const record = recordAt(c, kind, where[at]);
        const isInside = at === 'own' || at === 'inside';
        const names = Object.keys(recordTypes[c].fields);
        const changes = names.some((name) => canEdit(writer, c, record, name));
        const says = (list: string | undefined) =>
          isInside && (list ?? '').split(' ').includes(role);
        expect([at, canCreate(writer, c, record)]).toEqual([at, says(writing[type]?.make)]);
        expect([at, changes]).toEqual([at, says(writing[type]?.change)]);
        expect([at, canDelete(writer, c, record)]).toEqual([at, says(writing[type]?.remove)]);
      }
    },
  );
});

describe('whoever is involved', () => {
  const nobody: Reader = { person: me, grants: [] };

  test('sees his own record, his posts, his devices, his needs and visits, wherever they are', () => {
    const open = types.filter(({ c, kind }) =>
      canRead(nobody, c, recordAt(c, kind, 'c1/g09', [me])),
    );
    expect(open.map(({ type }) => type).toSorted()).toEqual([
      'needs/need',
      'notices/device',
      'people/resident',
      'posts/duty',
      'posts/member',
      'visits/alarm',
      'visits/round',
      'visits/watch',
    ]);
    expect(types.filter(({ c, kind }) => canRead(nobody, c, recordAt(c, kind, 'c1')))).toEqual([]);
  });

  test('sees what he wrote only where he holds a post, of whatever role', () => {
    const wrote = recordAt('visits', 'watch', where.inside, [asAuthor(me)]);
    expect(canRead(nobody, 'visits', wrote)).toBe(false);
    expect(canRead(holding('volunteer'), 'visits', wrote)).toBe(true);
    const beside = recordAt('visits', 'watch', where.beside, [asAuthor(me)]);
    expect(canRead(holding('volunteer'), 'visits', beside)).toBe(false);
    const byAnother = recordAt('visits', 'watch', where.inside, [asAuthor('another')]);
    expect(canRead(holding('volunteer'), 'visits', byAnother)).toBe(false);
  });

  test('changes a need or an alarm he is part of, and nothing else', () => {
    const changeable = types.filter(({ c, kind }) =>
      Object.keys(recordTypes[c].fields).some((name) =>
        canEdit(nobody, c, recordAt(c, kind, 'c1/g09', [me]), name),
      ),
    );
    expect(changeable.map(({ type }) => type)).toEqual(['needs/need', 'visits/alarm']);
  });
});

describe('a tie to somebody', () => {
  const nobody: Reader = { person: me, grants: [] };
  const about = (id: string, watchers: string[] = []) => ({ id, place: 'c1/g09', watchers });
  const makes = (subject: Parameters<typeof canCreate>[3], place = 'c1/g09') =>
    types
      .filter(({ c, kind }) => canCreate(nobody, c, { kind, place, involves: [me] }, subject))
      .map(({ type }) => type);

  test('lets whoever looks in on her raise a need or an alarm for her, and log a visit', () => {
    expect(makes(about('she', [me]))).toEqual([
      'needs/need',
      'needs/crisis',
      'visits/watch',
      'visits/alarm',
    ]);
  });

  test('lets everybody ask for help for himself, and not log a visit to himself', () => {
    expect(makes(about(me))).toEqual(['needs/need', 'needs/crisis', 'visits/alarm']);
  });

  test('is worth nothing anywhere but where she lives, nor to a stranger', () => {
    expect(makes(about('she', [me]), 'c1/g08')).toEqual([]);
    expect(makes(about('she', ['another']))).toEqual([]);
    expect(makes(null)).toEqual([]);
  });
});

describe('fields', () => {
  const person = recordAt('people', 'resident', where.inside);
  const fieldsFor = (role: Role) => Object.keys(asSeenBy(holding(role), 'people', person) ?? {});

  test('telephone, health and birth reach those who care for the person, not every core volunteer', () => {
    for (const role of ['admin', 'socialWorker', 'head', 'liaison'] as const) {
      expect(fieldsFor(role)).toEqual(
        expect.arrayContaining(['phone', 'remark', 'disability', 'birthDate']),
      );
    }
    expect(fieldsFor('core')).toContain('name');
    for (const field of ['phone', 'remark', 'disability', 'birthDate']) {
      expect(fieldsFor('core')).not.toContain(field);
    }
  });

  test('urgency and category are set by those who triage, a care plan by those who plan', () => {
    const need = recordAt('needs', 'need', where.inside, [me]);
    for (const [role, may] of [
      ['head', true],
      ['liaison', false],
      ['core', false],
    ] as const) {
      expect(canEdit(holding(role), 'needs', need, 'urgency')).toBe(may);
      expect(canEdit(holding(role), 'people', person, 'grade')).toBe(may);
    }
    expect(canEdit(holding('liaison'), 'people', person, 'phone')).toBe(true);
    expect(canEdit(holding('liaison'), 'needs', need, 'steps')).toBe(true);
  });

  test('who holds a post, and what a visit found, are never changed', () => {
    for (const field of ['person', 'role']) {
      expect(
        canEdit(holding('admin'), 'posts', recordAt('posts', 'duty', where.inside), field),
      ).toBe(false);
    }
    const visit = recordAt('visits', 'round', where.inside);
    expect(canEdit(holding('admin'), 'visits', visit, 'note')).toBe(false);
  });

  test('names that are no field of ours are nobody’s to write', () => {
    for (const field of [
      'createdBy',
      'version',
      'involves',
      '__proto__',
      'constructor',
      'points',
    ]) {
      expect(canEdit(holding('admin'), 'people', person, field)).toBe(false);
    }
  });
});
