import { describe, expect, it } from 'vitest';
import type { StoredRecord } from '../../src/store/record-database.ts';
import { calmStory } from './calm-story.ts';
import { runStory } from './run-story.ts';
import type { Story } from './story.ts';
import type { World } from './world.ts';

const day = 86_400_000;
/** Three devices of the liaison of c1/g01/b1. */
const hers = [5, 13] as const;
const device = (world: World, index: number) => {
  const found = world.devices.get(index);
  if (!found) throw new Error(`no device ${index}`);
  return found;
};
const resident = (world: World, index: number): StoredRecord => {
  const home = 'c1/g01/b1/h101';
  const found = device(world, index)
    .store()
    .all('people')
    .find(({ place }) => place === home);
  if (!found) throw new Error('nobody lives there');
  return found;
};
const noticesOf = (world: World, kind: string) =>
  [...world.oracle.all()].filter((record) => record.c === 'notices' && record.kind === kind);

async function tell(
  story: Story,
  script: (world: World) => void,
  look: (world: World) => void = () => undefined,
) {
  const told = await runStory(story, look, script);
  expect(told.wrong).toEqual([]);
  return told.stats;
}

describe('told by hand', () => {
  it('SIM-04: three devices edit different fields of one record, five days without a network: all are there', async () => {
    const fields = ['remark', 'phone', 'relation'];
    const three = [5, 13, 2];
    const person = { id: '' };
    await tell(
      calmStory(three, { span: 5 * day }),
      (world) => {
        for (const [at, index] of three.entries()) {
          const phone = device(world, index);
          phone.setMode('cut');
          person.id = resident(world, index).id;
          phone.store().edit('people', person.id, { [fields[at] ?? '']: `by ${index}` });
          world.time.timers.after(60_000, () => phone.close());
        }
      },
      (world) => {
        const kept = world.oracle.get('people', person.id)?.fields;
        expect(kept).toMatchObject({ remark: 'by 5', phone: 'by 13', relation: 'by 2' });
        expect(noticesOf(world, 'conflict')).toEqual([]);
      },
    );
  });

  it('SIM-05: one field, three devices, two of them three days off: one stands, the other two are kept', async () => {
    const three = [5, 13, 2];
    const person = { id: '' };
    const clocks = Array.from({ length: 20 }, (_, index) => ({
      shift: index === 13 ? 3 * day : index === 2 ? -3 * day : 0,
      drift: 0,
    }));
    await tell(
      calmStory(three, { clocks }),
      (world) => {
        for (const index of three) {
          const phone = device(world, index);
          phone.setMode('cut');
          person.id = resident(world, index).id;
          phone.store().edit('people', person.id, { remark: `by ${index}` });
        }
      },
      (world) => {
        expect(noticesOf(world, 'conflict')).toHaveLength(2);
        // The clock that ran three days ahead counts as the time of arrival, and that was the last.
        expect(world.oracle.get('people', person.id)?.fields['remark']).toBe('by 13');
      },
    );
  });

  it.each([1, 60, 200])(
    'SIM-06: deleted, and edited without a network for %i days: stays deleted, the edit is kept',
    async (days) => {
      const person = { id: '' };
      const returned = { count: 0 };
      await tell(
        calmStory([0, 5], { span: days * day }),
        (world) => {
          const phone = device(world, 5);
          phone.setMode('cut');
          person.id = resident(world, 5).id;
          phone.store().edit('people', person.id, { remark: 'late' });
          world.time.timers.after(60_000, () => phone.close());
          device(world, 0).store().remove('people', person.id);
          world.time.timers.after(60_000, () => device(world, 0).close());
        },
        (world) => {
          returned.count = device(world, 5).disk.returned.size;
          expect(world.oracle.get('people', person.id)?.gone).toBe(true);
          const kept = noticesOf(world, 'quarantine').filter(({ fields }) =>
            JSON.stringify(fields).includes('"late"'),
          );
          expect(kept.length + returned.count).toBeGreaterThan(0);
        },
      );
    },
  );

  it.each([1, 2, 7, 200])('SIM-08: pages of %i: every visible row arrives', async (pageLimit) => {
    const fresh = [0, 2, 5, 9];
    const stats = await tell(calmStory(fresh, { pageLimit, fresh, span: 1_000 }), () => undefined);
    expect(stats.checks).toBeGreaterThan(100);
  });

  it('SIM-10: one poison row among 200: the others are taken in, it comes back', async () => {
    await tell(
      calmStory(hers),
      (world) => {
        const phone = device(world, 5);
        phone.setMode('cut');
        const visit = { kind: 'round', startedAt: 1, finishedAt: 1, outcome: 'met' };
        for (let n = 0; n < 200; n += 1) {
          const place = n === 100 ? 'c1/g02/b1/h101' : 'c1/g01/b1/h101';
          phone.store().create('visits', { ...visit, place, note: `n${n}` });
        }
      },
      (world) => {
        const taken = [...world.oracle.all()].filter(({ c, createdBy }) => {
          return c === 'visits' && createdBy === device(world, 5).identity.person;
        });
        expect(taken).toHaveLength(199);
        expect([...device(world, 5).disk.returned.values()]).toMatchObject([
          { outcome: 'refused', problem: { code: 'notAllowed' } },
        ]);
      },
    );
  });

  it('SIM-12: 500 devices come back at once: everybody has everything, and they do not all ask together', async () => {
    const all = Array.from({ length: 500 }, (_, index) => index);
    const began = { at: 0 };
    const stats = await tell(
      calmStory(all, { devices: 500, span: 3 * day }),
      (world) => {
        began.at = world.time.now() + 3 * day;
        const phone = device(world, 5);
        phone.store().create('visits', {
          kind: 'round',
          place: 'c1/g01/b1/h101',
          startedAt: 1,
          finishedAt: 1,
        });
        world.time.timers.after(30_000, () => phone.close());
      },
      (world) => {
        // Virtual time from the moment they all have a network until the last one is done.
        expect(world.time.now() - began.at).toBeLessThan(120_000);
      },
    );
    expect(stats.requests).toBeLessThan(500 * 12);
  });

  it.each([10, -10])('CL-07: a clock %i days off misdates no visit', async (days) => {
    const made = { id: '', at: 0 };
    await tell(
      calmStory([5]),
      (world) => {
        const phone = device(world, 5);
        phone.setClock(days * day, 0);
        phone.open();
        world.time.timers.after(10_000, () => {
          const now = phone.store().now();
          made.at = world.time.now();
          const place = 'c1/g01/b1/h101';
          const visit = { kind: 'round', place, startedAt: now, finishedAt: now };
          made.id = phone.store().create('visits', visit).id;
        });
      },
      (world) => {
        const kept = world.oracle.get('visits', made.id)?.fields['finishedAt'] as number;
        expect(Math.abs(kept - made.at)).toBeLessThan(1_000);
      },
    );
  });

  it('CL-09: 30 days without a network and 2,000 events: all are delivered', async () => {
    const stats = await tell(calmStory([5, 2], { span: 30 * day }), (world) => {
      const phone = device(world, 5);
      phone.setMode('cut');
      for (let n = 0; n < 2_000; n += 1) {
        world.time.timers.after(n * 1_000_000, () => {
          const place = 'c1/g01/b1/h101';
          const visit = { kind: 'round', place, startedAt: n, finishedAt: n, note: `n${n}` };
          phone.store().create('visits', visit);
          phone.close();
        });
      }
    });
    expect(stats.changes).toBeGreaterThanOrEqual(2_000);
  });

  it('NET-06: a network that flaps every two seconds for ten minutes is not asked without end', async () => {
    const stats = await tell(calmStory([5], { span: 600_000 }), (world) => {
      const phone = device(world, 5);
      phone.open();
      for (let at = 0; at < 600_000; at += 2_000) {
        const mode = (at / 2_000) % 2 === 0 ? 'cut' : 'good';
        world.time.timers.after(at, () => phone.setMode(mode));
      }
    });
    expect(stats.requests / 10).toBeLessThan(40);
  });
});
