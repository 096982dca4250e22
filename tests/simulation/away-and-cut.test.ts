import { describe, expect, it } from 'vitest';
import type { SimulatedDevice } from './simulated-device.ts';
import { calmStory } from './calm-story.ts';
import { runStory } from './run-story.ts';
import type { World } from './world.ts';

const day = 86_400_000;
const home = 'c1/g01/b1/h101';
const round = { kind: 'round', place: home, startedAt: 1, finishedAt: 1, outcome: 'met' };

const phoneOf = (world: World, index: number): SimulatedDevice => {
  const found = world.devices.get(index);
  if (!found) throw new Error(`no device ${index}`);
  return found;
};
const residentsAt = (phone: SimulatedDevice, building: string): string[] =>
  phone
    .store()
    .all('people')
    .filter(({ place }) => place.startsWith(`${building}/`))
    .map(({ id }) => id);

describe('told by hand', () => {
  it('CL-10: away for longer than journals are kept: the outbox is taken in, nothing deleted comes back', async () => {
    const about = { deleted: '', edited: '', visit: '' };
    const told = await runStory(
      calmStory([0, 5, 13], { span: 200 * day }),
      (world) => {
        expect(world.oracle.get('people', about.edited)?.fields['remark']).toBe('from long ago');
        expect(world.oracle.get('visits', about.visit)?.fields['note']).toBe('from long ago');
        expect(world.oracle.get('people', about.deleted)?.gone).toBe(true);
        // Another device of hers as well: neither holds what was deleted while they were away.
        for (const index of [5, 13])
          expect(phoneOf(world, index).disk.records.get('people')?.has(about.deleted)).toBe(false);
      },
      (world) => {
        const [phone, office] = [phoneOf(world, 5), phoneOf(world, 0)];
        const [edited = '', deleted = ''] = residentsAt(phone, 'c1/g01/b1');
        Object.assign(about, { edited, deleted });
        phone.setMode('cut');
        phone.store().edit('people', edited, { remark: 'from long ago' });
        about.visit = phone.store().create('visits', { ...round, note: 'from long ago' }).id;
        office.store().remove('people', deleted);
        for (const each of [phone, office]) world.time.timers.after(60_000, () => each.close());
      },
    );
    expect(about.deleted).not.toBe('');
    expect(told.wrong).toEqual([]);
  });

  it('NET-04: bodies that break off and messages that come twice: each visit is there, and once', async () => {
    const weather = { lose: 0, double: 0.5, cut: 0.5, loseHint: 0 };
    const told = await runStory(
      calmStory([5, 2], { weather, span: 1_200_000 }),
      (world) => {
        const notes = [...world.oracle.all()]
          .filter(({ c }) => c === 'visits')
          .flatMap(({ fields }) => (fields['note'] === undefined ? [] : [fields['note']]));
        expect(notes).toHaveLength(40);
        expect(new Set(notes).size).toBe(40);
      },
      (world) => {
        const phone = phoneOf(world, 5);
        phone.open();
        phone.setMode('lossy');
        for (let n = 0; n < 40; n += 1) {
          world.time.timers.after(n * 20_000, () => {
            phone.store().create('visits', { ...round, note: `n${n + 10}` });
          });
        }
      },
    );
    expect(told.wrong).toEqual([]);
    expect(told.stats.doubled).toBeGreaterThan(10);
    const refused = told.lines.filter((line) => /push \w+ (reset|400)/.test(line));
    expect(refused.length).toBeGreaterThan(5);
  });
});
