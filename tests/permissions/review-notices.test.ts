import { expect, test } from 'vitest';
import { pullAll } from '../../sync-server/test-support/test-community.ts';
import { setStage } from './stage.ts';

test('what is kept for review, and a device, are seen by whoever is responsible there and by nobody else', async () => {
  const stage = await setStage();
  const actors = await stage.actors();
  const door = 'c1/g01/b1/h101';
  const resident = await stage.person(door, '李', { remark: '原来' });
  const of = { c: 'people' as const, id: resident };
  const [first, second] = [
    await stage.actor('liaison', 'c1/g01/b1'),
    await stage.actor('liaison', 'c1/g01/b1'),
  ];
  for (const { device } of [first, second]) {
    const row = { ...stage.edit(of, { remark: `各写各的 ${device.token.slice(0, 4)}` }), seen: 0 };
    await stage.push(device.session, row);
  }
  await stage.push(
    stage.system,
    stage.edit({ c: 'posts', id: first.post ?? '' }, { until: stage.clock.at }),
  );
  const late = await stage.push(first.device.session, stage.edit(of, { remark: '迟到' }));
  expect(late[0]?.outcome).toBe('quarantined');
  const ids = new Map(
    (await stage.kept())
      .filter(({ c, r }) => c === 'notices' && (r['about'] as { id?: string })?.id === resident)
      .map(({ r }) => [String(r['kind']), String(r['id'])]),
  );
  expect([...ids.keys()].toSorted()).toEqual(['conflict', 'quarantine']);
  ids.set('device', second.device.session.device);
  const responsible = (name: string) =>
    /^(admin|socialWorker|head)@(c1|c1\/g01|c1\/g01\/b1)$/.test(name);
  for (const actor of [...actors, first, second]) {
    await pullAll(stage.server, actor.device);
    for (const [kind, id] of ids) {
      const own = kind === 'device' && actor === second;
      expect([actor.name, kind, actor.device.holds.has(`notices/${id}`)]).toEqual([
        actor.name,
        kind,
        responsible(actor.name) || own,
      ]);
    }
  }
  await stage.server.close();
});
