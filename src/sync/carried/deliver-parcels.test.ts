import { describe, expect, it } from 'vitest';
import type { CarriedAnswer } from '../../protocol/parcel.ts';
import type { CallResult } from '../../protocol/server-calls.ts';
import type { CarriedEntry } from '../../store/carried-entry.ts';
import { deliverParcels } from './deliver-parcels.ts';

const entry = (id: string): CarriedEntry => ({
  id,
  takenAt: 1,
  state: 'waiting',
  parcel: Uint8Array.of(Number(id)),
});

const good: CallResult<CarriedAnswer> = {
  ok: true,
  value: {
    counts: { taken: 1, known: 0, review: 0, refused: 0 },
    receipt: 'AAAA',
    serverTime: 5,
  },
};
const problem = (code: 'unreachable' | 'carriedForged' | 'storeBehind' | 'tooManyRequests') =>
  ({ ok: false, problem: { code } }) as const;

/** Hands in three parcels and says how each stands afterwards, and which were sent. */
async function delivering(
  answers: readonly CallResult<CarriedAnswer>[],
  stop = new AbortController(),
) {
  const entries = new Map(['1', '2', '3'].map((id) => [id, entry(id)]));
  const sent: string[] = [];
  const left = [...answers];
  await deliverParcels(
    {
      carried: {
        toDeliver: async () => [...entries.values()],
        keepCarried: async (kept) => {
          entries.set(kept.id, kept);
        },
      },
    },
    stop.signal,
    async (parcel) => {
      sent.push(parcel);
      return left.shift() ?? good;
    },
  );
  return {
    entries: [...entries.values()],
    states: [...entries.values()].map((e) => e.state),
    sent,
  };
}

describe('handing in what is carried', () => {
  it('hands in all, one after the other, and keeps receipts instead of parcels', async () => {
    const { entries, states, sent } = await delivering([]);
    expect(sent).toEqual(['AQ', 'Ag', 'Aw']);
    expect(states).toEqual(['delivered', 'delivered', 'delivered']);
    expect(entries[0]).toMatchObject({ counts: { taken: 1 }, receipt: Uint8Array.of(0, 0, 0) });
    expect(entries[0]).not.toHaveProperty('parcel');
  });

  it('is not held up by one that will never be accepted', async () => {
    const { entries, states } = await delivering([good, problem('carriedForged'), good]);
    expect(states).toEqual(['delivered', 'refused', 'delivered']);
    expect(entries[1]).toMatchObject({ problem: 'carriedForged' });
  });

  it.each(['unreachable', 'storeBehind', 'tooManyRequests'] as const)(
    'keeps everything for later when the answer is %s',
    async (code) => {
      const { entries, states, sent } = await delivering([good, problem(code)]);
      expect(states).toEqual(['delivered', 'waiting', 'waiting']);
      expect(entries[1]).toHaveProperty('parcel');
      expect(sent).toHaveLength(2);
    },
  );

  it('hands in nothing once the engine stops', async () => {
    const stop = new AbortController();
    stop.abort();
    expect((await delivering([], stop)).sent).toEqual([]);
  });
});
