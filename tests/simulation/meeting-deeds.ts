import { wholeRecord } from '../../src/domain/merge.ts';
import type { Collection } from '../../src/domain/record-types.ts';
import type { StoredRecord } from '../../src/store/record-database.ts';
import type { Doing } from './doing.ts';
import type { MeetingDeed } from './story.ts';

/** A field that somebody may have typed a text into. */
interface Spot {
  readonly c: Collection;
  readonly id: string;
  readonly field: string;
}

const texts: Partial<Record<Collection, readonly string[]>> = {
  people: ['remark', 'phone', 'name', 'relation', 'emergencyContact'],
  needs: ['what', 'when'],
  places: ['remark'],
};

/** The person's own copy, if it is one that the server knows and that he can write in. */
function held({ store }: Doing, { c, id }: Spot): StoredRecord | null {
  const record = store.get(c, id);
  return record && !record.draft && record.version > 0 && !record.unsent['-'] ? record : null;
}

function unsentOn(records: ReadonlyMap<Collection, ReadonlyMap<string, StoredRecord>>): Spot[] {
  return [...records].flatMap(([c, list]) =>
    [...list.values()].flatMap((record) =>
      (texts[c] ?? [])
        .filter((field) => record.unsent[field] ?? record.unsent[wholeRecord])
        .map((field) => ({ c, id: record.id, field })),
    ),
  );
}

/** The last words of others, as the server has them, oldest first. */
const wordsOfOthers = ({ world, device }: Doing): (Spot & { readonly version: number })[] =>
  [...world.oracle.all()]
    .flatMap(({ c, id, gone, words }) =>
      [...words].flatMap(([field, { device: by, version }]) => {
        const counts = !gone && by !== device.identity.device;
        const isText = texts[c as Collection]?.includes(field);
        return counts && isText ? [{ c: c as Collection, id, field, version }] : [];
      }),
    )
    .toSorted((a, b) => a.version - b.version);

function writeAt(doing: Doing, list: readonly Spot[]): void {
  const spot = list[Math.floor(doing.act.pick * list.length)];
  if (spot) doing.edit(spot.c, spot.id, { [spot.field]: doing.word });
}

/** What two people do to one record, each knowing of the other or not. */
export const meetingDeeds: Readonly<Record<MeetingDeed, (doing: Doing) => void>> = {
  replace(doing) {
    const seen = wordsOfOthers(doing).filter((word) => {
      const mine = held(doing, word);
      return mine && mine.version >= word.version && !mine.unsent[word.field];
    });
    writeAt(doing, seen.toReversed());
  },
  besides(doing) {
    const others = [...doing.world.devices.values()].filter(({ index }) => {
      return index !== doing.device.index;
    });
    const waiting = others.flatMap(({ disk }) => unsentOn(disk.records));
    const notHereYet = wordsOfOthers(doing).filter((word) => {
      return word.version > (held(doing, word)?.version ?? Infinity);
    });
    writeAt(
      doing,
      [...waiting, ...notHereYet].filter((spot) => held(doing, spot)),
    );
  },
  again(doing) {
    const own = unsentOn(doing.device.disk.records).filter(({ c, id }) => {
      const record = doing.store.get(c, id);
      return record && !record.draft && !record.unsent['-'];
    });
    const met = own.filter(({ c, id, field }) => {
      const { unsent, version = 0 } = doing.store.get(c, id) ?? {};
      return unsent?.[wholeRecord]
        ? doing.world.oracle.get(c, id)
        : version > (unsent?.[field]?.seen ?? version);
    });
    writeAt(doing, met.length > 0 ? met : own);
  },
};
