import type { Guard } from './guard.ts';

const sync = 'src/store/sync-side.ts';
const quick = 'src/store/quick-storage';

/** What the store on RxDB holds to by itself; the store in memory has none of it to lose. */
export const rxdbGuards: readonly Guard[] = [
  {
    rule: 'store',
    holds: 'the mark that says unsent is in the row that is written',
    file: `${quick}/stored-row.ts`,
    text: 'if (value !== undefined && !(name in usual && isUsual(value, usual[name]))) row[name] = value;',
    becomes: 'if (value !== undefined && !(name in usual)) row[name] = value;',
    seed: 1,
  },
  {
    rule: 'store',
    holds: 'a change by an old copy is refused',
    file: `${quick}/write-rows.ts`,
    text: '} else if (!isSameWriting(stored, previous)) conflicts',
    becomes: '} else if (stored === null) conflicts',
    seed: 4,
  },
  {
    rule: 'store',
    holds: 'what was changed meanwhile is decided again',
    file: 'src/store/write-together.ts',
    text: 'else again.push(documentInDb);',
    becomes: '',
    seed: 36,
  },
  {
    rule: 'store',
    holds: 'a copy of what is known here is put on what is here',
    file: sync,
    text: 'await decideEach(records, c, known, (local) =>',
    becomes: 'await decideEach(records, c, [], (local) =>',
    seed: 1,
  },
  {
    rule: 'store',
    holds: 'one row that is known does not undo all the others',
    file: `${quick}/write-rows.ts`,
    text: 'event.preventDefault();',
    becomes: '',
    seed: 1,
  },
  {
    rule: 'store',
    holds: 'what is said to be written is on the disk',
    file: `${quick}/row-database.ts`,
    text: 'await finished;',
    becomes: '',
    seed: 1,
  },
  {
    rule: 'store',
    holds: 'what came back is written down before its marks go',
    file: sync,
    text: 'if (back.length > 0) await device.returned.bulkPut(back);',
    becomes: '',
    seed: 1,
  },
  {
    rule: 'store',
    holds: 'what waits is asked for in every collection',
    file: sync,
    text: 'Object.keys(types).map(async (c) => {',
    becomes: "['visits', 'people'].map(async (c) => {",
    seed: 1,
  },
  {
    rule: 'store',
    holds: 'what was met while everything was read anew is known to the end of the reading',
    file: sync,
    text: 'if (how) await confirm(page.copies',
    becomes: 'if (how === undefined) await confirm(page.copies',
    seed: 7,
  },
  {
    rule: 'store',
    holds: 'what has left the feed leaves the device',
    file: sync,
    text: 'for (const [c, list] of byCollection(page.gone)) {',
    becomes: 'for (const [c, list] of byCollection(page.gone.slice(1))) {',
    seed: 1,
  },
  {
    rule: 'store',
    holds: 'what is unsent stays on top of the copy that comes in',
    file: 'src/store/incoming.ts',
    text: 'if (!reread) return server.version >= local.version ? rebase(type, server, local) : local;',
    becomes:
      'if (!reread) return server.version >= local.version ? rebase(type, server, null) : local;',
    seed: 1,
  },
];
