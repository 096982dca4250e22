import type { Collection, recordTypes } from '../../domain/record-types.ts';
import { fieldWords } from './field-words.ts';
import type { FieldWord, Shown, Telling } from './telling.ts';
import {
  answers,
  bundle,
  count,
  date,
  dayOf,
  each,
  flag,
  mention,
  parts,
  person,
  place,
  text,
  timeOf,
  word,
  yesNo,
} from './value-shown.ts';

type Catalogue = {
  readonly [C in Collection]: Readonly<Record<keyof (typeof recordTypes)[C]['fields'], Shown>>;
};

const side = parts({ by: person, deviceName: text, at: timeOf });

/** How each field of each record type is said; a field without a line here does not compile. */
const catalogue: Catalogue = {
  places: { name: text, stage: word('stage'), remark: text, importBatch: mention('anImport') },
  posts: {
    person,
    role: word('role'),
    team: text,
    from: dayOf,
    until: dayOf,
    name: text,
    phone: text,
    skills: each(text),
    follows: mention('aPost'),
    importBatch: mention('anImport'),
  },
  people: {
    name: text,
    gender: word('gender'),
    birthDate: date,
    phone: text,
    relation: text,
    livesAlone: yesNo,
    disability: text,
    remark: text,
    emergencyContact: text,
    grade: word('grade'),
    watchedSince: dayOf,
    watchers: each(person),
    skills: each(text),
    importBatch: mention('anImport'),
  },
  needs: {
    category: word('category'),
    urgency: word('urgency'),
    what: text,
    when: text,
    person,
    personName: text,
    contactPhone: text,
    consent: yesNo,
    source: word('source'),
    visit: mention('aVisit'),
    wroteFirst: text,
    steps: each(
      parts({ step: word('step'), assigneeName: text, at: timeOf, by: person, note: text }),
    ),
  },
  notices: {
    title: text,
    text,
    forRoles: each(word('role')),
    receipts: each(parts({ choice: word('choice'), note: text, at: timeOf, by: person })),
    about: bundle,
    field: text,
    stands: side,
    other: side,
    row: bundle,
    problem: text,
    from: side,
    person,
    heardAt: timeOf,
    app: text,
    waiting: count,
    deviceName: text,
    held: count,
    ended: parts({ at: timeOf, byName: text }),
    compared: parts({ at: timeOf }),
    endsAt: timeOf,
    devices: each(parts({ name: text, heardAt: timeOf })),
    doneAt: timeOf,
    batch: mention('anImport'),
    outcome: bundle,
    undoneAt: timeOf,
  },
  visits: {
    person,
    startedAt: timeOf,
    finishedAt: timeOf,
    outcome: word('outcome'),
    answers,
    note: text,
    visitorName: text,
    wroteFirst: text,
    needs: each(mention('aNeed')),
    corrects: mention('aVisit'),
    reason: word('reason'),
    acks: each(
      parts({
        byName: text,
        at: timeOf,
        reason: word('reason'),
        note: text,
        closes: flag('closes'),
      }),
    ),
  },
};

const base: Readonly<Record<string, Shown>> = { kind: word('kind'), place };

const isLabelled = (key: string): key is FieldWord => Object.hasOwn(fieldWords.zh, key);

/** The fields of a row that can be said, in the order in which a record has them. */
export function sayableFields(
  c: Collection,
  fields: Readonly<Record<string, unknown>>,
): readonly string[] {
  return [...Object.keys(base), ...Object.keys(catalogue[c])].filter((field) =>
    Object.hasOwn(fields, field),
  );
}

/** What a field is called. */
export function fieldInWords(c: Collection, field: string, telling: Telling): string {
  const key = Object.hasOwn(base, field) ? field : `${c}.${field}`;
  return telling.sayField(isLabelled(key) ? key : 'unknown');
}

/** A field's value in words, a line for each part. */
export function valueInWords(
  c: Collection,
  field: string,
  value: unknown,
  telling: Telling,
): readonly string[] {
  const shown = Object.hasOwn(base, field)
    ? base[field]
    : (catalogue[c] as Readonly<Record<string, Shown>>)[field];
  return shown ? shown(value, telling) : [telling.say('unreadable')];
}
