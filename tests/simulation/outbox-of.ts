import type { DeviceStore } from '../../src/store/device-store.ts';
import { start } from '../../sync-server/test-support/test-community.ts';

/** Numbers that are the same for the same seed. */
function drawing(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

const doors = ['c1/g01/b1/h101', 'c1/g01/b1/h102', 'c1/g02/b1/h101'] as const;

/** Some hours of a liaison's work without a network; some of it is not allowed, some makes no sense. */
export async function outboxOf(
  seed: number,
  store: DeviceStore,
  people: readonly string[],
  clock: { at: number },
): Promise<void> {
  const draw = drawing(seed);
  const needs: string[] = [];
  for (let n = 0; n < 12; n += 1) {
    clock.at += 60_000;
    const place = doors[draw(doors.length)] ?? doors[0];
    const person = people[draw(people.length)] ?? '';
    switch (draw(6)) {
      case 0: {
        const visit = { kind: 'round', place, startedAt: start, finishedAt: start } as const;
        await store.create('visits', { ...visit, outcome: 'met', note: `${seed}-${n}` });
        break;
      }
      case 1: {
        const need = await store.create('needs', {
          kind: 'need',
          place,
          category: 'repair',
          urgency: 'normal',
          what: `灯坏了 ${n}`,
          consent: true,
          source: 'door',
          steps: [{ step: 'submitted' }],
        });
        needs.push(need.id);
        break;
      }
      case 2: {
        const id = needs.at(-1);
        if (id) await store.edit('needs', id, { urgency: 'urgent' });
        break;
      }
      case 3: {
        const id = needs[0];
        if (id)
          await store.addTo('needs', id, 'steps', { step: n % 2 === 0 ? 'contacted' : 'done' });
        break;
      }
      case 4:
        await store.edit('people', person, { phone: `13${draw(1e9)}` });
        break;
      default:
        await store.edit('people', person, { remark: `备注 ${n}` });
    }
  }
}
