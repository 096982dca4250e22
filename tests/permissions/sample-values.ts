import { recordTypeOf } from '../../src/domain/record-types.ts';
import { day, start } from '../../sync-server/test-support/test-community.ts';

/** What a value may lean on: an id nobody has yet, a count that never repeats, a person whom all there may know. */
export interface Leaning {
  readonly id: string;
  readonly n: number;
  readonly neighbour: string;
  /** Another one of there. */
  readonly other: string;
}

type Make = (lean: Leaning) => unknown;
const words: Make = ({ n }) => `写${n}`;
const choice =
  (...values: readonly unknown[]): Make =>
  ({ n }) =>
    values[n % values.length];
const member: Make = ({ id }) => [{ id, at: start, by: 'x' }];

/** A value for every field of every collection, another one for every count. */
const sampleValues: Readonly<Record<string, Readonly<Record<string, Make>>>> = {
  places: {
    name: words,
    stage: choice('survey', 'pilot', 'full'),
    remark: words,
    importBatch: words,
  },
  people: {
    name: words,
    gender: choice('male', 'female'),
    birthDate: ({ n }) => String(1900 + (n % 100)),
    phone: ({ n }) => `138${n}`,
    relation: words,
    livesAlone: choice(true, false),
    disability: words,
    remark: words,
    emergencyContact: words,
    grade: choice('high', 'medium', 'low'),
    watchedSince: ({ n }) => start + n,
    watchers: ({ n, neighbour, other }) => [n % 2 === 0 ? neighbour : other],
    skills: ({ n }) => [`会${n}`],
    importBatch: words,
  },
  posts: {
    person: ({ n, neighbour, other }) => (n % 2 === 0 ? neighbour : other),
    role: choice('core', 'teamLeader'),
    team: words,
    from: ({ n }) => start + 1000 * day + n,
    until: ({ n }) => start + 2000 * day + n,
    name: words,
    phone: ({ n }) => `139${n}`,
    follows: ({ id }) => id,
    skills: ({ n }) => [`会${n}`],
    importBatch: words,
  },
  needs: {
    category: choice('errand', 'medical', 'repair'),
    urgency: choice('emergency', 'urgent', 'normal'),
    what: words,
    when: words,
    person: ({ n, neighbour, other }) => (n % 2 === 0 ? neighbour : other),
    personName: words,
    contactPhone: ({ n }) => `137${n}`,
    consent: choice(true, false),
    source: choice('door', 'window', 'box', 'resident'),
    visit: ({ id }) => id,
    wroteFirst: words,
    steps: ({ id }) => [{ id, step: 'contacted', at: start, by: 'x' }],
  },
  visits: {
    person: ({ n, neighbour, other }) => (n % 2 === 0 ? neighbour : other),
    startedAt: ({ n }) => start - n,
    finishedAt: ({ n }) => start - n,
    outcome: choice('met', 'notIn', 'refused'),
    answers: ({ n }) => ({ health: `好${n}` }),
    note: words,
    visitorName: words,
    wroteFirst: words,
    needs: ({ id }) => [id],
    corrects: ({ id }) => id,
    reason: choice('fall', 'ill', 'gas'),
    acks: member,
  },
  notices: {
    title: words,
    text: words,
    forRoles: choice(['head'], ['core'], ['liaison']),
    receipts: member,
    about: ({ id }) => ({ c: 'people', id }),
    field: words,
    stands: ({ n }) => ({ value: n, by: 'x', device: 'x', at: start }),
    other: ({ n }) => ({ value: n, by: 'x', device: 'x', at: start }),
    row: ({ n }) => ({ op: 'edit', n }),
    problem: words,
    from: ({ n }) => ({ by: 'x', device: 'x', at: n }),
    person: ({ n, neighbour, other }) => (n % 2 === 0 ? neighbour : other),
    ended: ({ n }) => ({ how: 'returned', at: start + n, by: 'x' }),
    doneAt: ({ n }) => start + n,
    batch: words,
    outcome: ({ n }) => ({ n }),
    undoneAt: ({ n }) => start + n,
  },
};

/** What a new record of a kind must have, beside place and kind, and may have without asking for more than a role. */
export const newBodies: Readonly<Record<string, (lean: Leaning) => Record<string, unknown>>> = {
  places: ({ n }) => ({ name: `处${n}` }),
  people: ({ n }) => ({ name: `人${n}` }),
  posts: ({ n, neighbour }) => ({ person: neighbour, name: `岗${n}`, from: start + 1000 * day }),
  needs: ({ id, n }) => ({
    category: 'errand',
    urgency: 'normal',
    what: `要${n}`,
    consent: true,
    source: 'door',
    steps: [{ id, step: 'submitted', at: start, by: 'x' }],
  }),
  visits: () => ({ startedAt: start, finishedAt: start }),
  notices: ({ n }) => ({ title: `告${n}` }),
};

/** The fields of a collection; one that is not above is the server's alone, and a number will do. */
export const fieldsOf = (c: string): string[] => Object.keys(recordTypeOf(c)?.fields ?? {});

export const sampleOf = (c: string, name: string, lean: Leaning): unknown => {
  const make = sampleValues[c]?.[name];
  return make ? make(lean) : lean.n;
};

/** A value for a field that is not the one it has. */
export function anotherValue(c: string, name: string, now: unknown, lean: () => Leaning): unknown {
  for (;;) {
    const value = sampleOf(c, name, lean());
    if (JSON.stringify(value) !== JSON.stringify(now)) return value;
  }
}
