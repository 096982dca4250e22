import type { StoredRecord } from '../../src/store/record-database.ts';
import { pickOf, placeToKnock, type Doing } from './doing.ts';

function visit(doing: Doing, kind: string, more: Record<string, unknown>, draft = false): void {
  const at = placeToKnock(doing);
  if (!at) return;
  const now = doing.store.now();
  const fields = { kind, ...at, startedAt: now, finishedAt: now, ...more };
  const { id } = doing.store.create('visits', fields, { draft });
  doing.typed('visits', id, 'note');
}

function anyDraft({ store }: Doing): StoredRecord | undefined {
  return store.all('visits').find((record) => record.draft);
}

/** Visits and alarms: logged at once, or begun, and finished or thrown away. */
export const visitDeeds = {
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
} satisfies Readonly<Record<string, (doing: Doing) => void>>;
