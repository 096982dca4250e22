import { describe, expect, it } from 'vitest';
import { home, idOf, me, phone, place, session } from '../../tests/support/engine-phone.ts';
import { memoryStore } from '../../tests/support/memory-store.ts';

describe('the engine', () => {
  it('sends what waits before it reads, and shows a new write to the server within a second', async () => {
    const { time, server, store, start, serverHas, status } = phone();
    const first = store.create('places', home);
    start();
    await time.pass(100);
    expect(serverHas(first.id)).toBeDefined();
    expect(server.pushes).toHaveLength(1);
    expect(store.get('places', first.id)?.unsentSince).toBe(0);
    expect(status()?.phase).toBe('upToDate');
    const second = store.create('places', { ...home, name: '102' });
    await time.pass(60);
    expect(serverHas(second.id)).toBeDefined();
  });

  it('reads a first sync page by page and goes on where it was cut off', async () => {
    const { time, server, store, start } = phone();
    server.pageSize = 10;
    for (let n = 0; n < 35; n += 1) server.put('places', place(idOf(n), `${n}`));
    let calls = 0;
    server.fault = (call) => (call === 'pull' && ++calls === 3 ? { code: 'unreachable' } : null);
    start();
    await time.pass(100);
    expect(store.all('places')).toHaveLength(20);
    const interrupted = store.statuses.at(-1);
    expect(interrupted).toMatchObject({ phase: 'offline', progress: { done: 20, total: 35 } });
    await time.pass(5_000);
    expect(store.all('places')).toHaveLength(35);
    expect(server.pulls.filter((checkpoint) => checkpoint === null)).toHaveLength(1);
  });

  it('sends again what was taken in but not answered, and nothing is there twice', async () => {
    const { time, server, store, start } = phone();
    const made = store.create('places', home);
    let lost = 0;
    server.fault = (call) => (call === 'push' && ++lost <= 3 ? 'lostAnswer' : null);
    start();
    await time.pass(60_000);
    expect(server.pushes.length).toBeGreaterThanOrEqual(4);
    expect([...server.kept.values()].filter(({ record }) => record.id === made.id)).toHaveLength(1);
    expect(store.get('places', made.id)).toMatchObject({ unsentSince: 0, unsent: {} });
    expect(store.returned.size).toBe(0);
  });

  it('keeps an edit made while the record is under way, and sends it next', async () => {
    const { time, server, store, start, serverHas } = phone();
    const made = store.create('places', home);
    let done = false;
    server.whileAnswering = () => {
      if (!done && server.pushes.length === 1) {
        done = true;
        store.edit('places', made.id, { remark: '后门进' });
      }
    };
    start();
    await time.pass(1_000);
    expect(serverHas(made.id)).toMatchObject({ name: '101', remark: '后门进' });
    expect(store.get('places', made.id)).toMatchObject({ remark: '后门进', unsentSince: 0 });
  });

  it('keeps a record that is no longer its own until what was written there is answered', async () => {
    const { time, server, store, start } = phone();
    server.put('places', place(idOf(1), '101'));
    start();
    await time.pass(100);
    server.fault = (call) => (call === 'push' ? { code: 'unreachable' } : null);
    store.edit('places', idOf(1), { remark: '狗很凶' });
    server.takeAway('places', idOf(1));
    await time.pass(1_000);
    expect(store.get('places', idOf(1))?.['remark']).toBe('狗很凶');
    server.fault = () => null;
    await time.pass(400_000);
    expect(store.get('places', idOf(1))).toBeUndefined();
    expect([...store.returned.values()]).toMatchObject([
      { outcome: 'quarantined', recordId: '', row: { op: 'edit', set: {} } },
    ]);
  });

  it('shows a refused row with its text and sends the others', async () => {
    const { time, server, store, start, serverHas } = phone();
    const rows = Array.from({ length: 5 }, (_, n) =>
      store.create('places', { ...home, name: `${n}` }),
    );
    server.refuses = (row) =>
      row.op === 'create' && row.r['name'] === '3' ? { code: 'placeTaken' } : undefined;
    start();
    await time.pass(100);
    expect(rows.map(({ id }) => serverHas(id) !== undefined)).toEqual([
      true,
      true,
      true,
      false,
      true,
    ]);
    expect([...store.returned.values()]).toMatchObject([
      {
        outcome: 'refused',
        problem: { code: 'placeTaken' },
        row: { op: 'create', r: { name: '3' } },
      },
    ]);
    expect(store.get('places', rows[3]!.id)).toBeUndefined();
  });

  it('isolates a row on which the server fails, without trying it hot', async () => {
    const { time, server, store, start, serverHas } = phone();
    const rows = Array.from({ length: 40 }, (_, n) =>
      store.create('places', { ...home, name: `${n}` }),
    );
    const poison = rows[17]!.id;
    server.fault = (call, sent) =>
      call === 'push' && sent.some(({ id }) => id === poison) ? { code: 'internal' } : null;
    start();
    await time.pass(100);
    const others = rows.filter(({ id }) => id !== poison);
    expect(others.every(({ id }) => serverHas(id) !== undefined)).toBe(true);
    expect(store.get('places', poison)?.unsentSince).toBeGreaterThan(0);
    const tried = server.pushes.length;
    await time.pass(600_000);
    expect(server.pushes.length - tried).toBeLessThan(20);
  });

  it('halves what is too large, and gives a single row that is too large back', async () => {
    const { time, server, store, start, serverHas } = phone();
    const small = store.create('places', home);
    const large = store.create('places', { ...home, remark: 'x'.repeat(2_000) });
    server.fault = (call, sent) =>
      call === 'push' && JSON.stringify(sent).length > 1_200 ? { code: 'tooLarge' } : null;
    start();
    await time.pass(100);
    expect(serverHas(small.id)).toBeDefined();
    expect([...store.returned.values()]).toMatchObject([
      { recordId: large.id, problem: { code: 'tooLarge' } },
    ]);
  });

  it('never loops hot on a page that does not move on', async () => {
    const { time, server, start } = phone();
    const { pull } = server.calls;
    server.calls.pull = async (request) => {
      const answer = await pull(request);
      return answer.ok
        ? { ok: true, value: { ...answer.value, more: true, checkpoint: 'same' } }
        : answer;
    };
    start();
    await time.pass(60_000);
    expect(server.pulls.length).toBeLessThan(15);
  });

  it('waits longer after each failure, spread by chance, and at once after a hint or a tap', async () => {
    const { time, server, store, start, hints, status } = phone({ chance: 0.999 });
    server.fault = (call) => (call === 'session' ? null : { code: 'unreachable' });
    store.create('places', home);
    const engine = start();
    await time.pass(120_000);
    const tries = server.pushes.length;
    expect(tries).toBeLessThan(9);
    expect(status()).toMatchObject({ phase: 'offline', problem: 'unreachable' });
    engine.syncNow();
    await time.pass(10);
    expect(server.pushes.length).toBe(tries + 1);
    await time.pass(1_000);
    hints.retry();
    await time.pass(10);
    expect(server.pushes.length).toBeGreaterThanOrEqual(tries + 2);
  });

  it('takes a captive portal for no network, not for an answer', async () => {
    const { time, server, store, start, status } = phone();
    const made = store.create('places', home);
    server.fault = () => ({ code: 'notOurs' });
    start();
    await time.pass(10_000);
    expect(status()).toMatchObject({ phase: 'offline', problem: 'notOurs' });
    expect(store.get('places', made.id)?.unsentSince).toBeGreaterThan(0);
  });

  it('goes on sending when the app is too old to read', async () => {
    const { time, server, store, start, status, serverHas } = phone();
    server.fault = (call) => (call === 'pull' ? { code: 'clientTooOld' } : null);
    const first = store.create('places', home);
    start();
    await time.pass(100);
    expect(serverHas(first.id)).toBeDefined();
    expect(status()).toMatchObject({ tooOld: true, problem: 'clientTooOld' });
    const second = store.create('places', home);
    await time.pass(100);
    expect(serverHas(second.id)).toBeDefined();
    await time.pass(120_000);
    expect(server.pulls.length).toBeLessThan(4);
  });

  it('keeps everything when it is signed out, and goes on when it is let in again', async () => {
    const { time, server, store, start, status, serverHas } = phone();
    server.fault = () => ({ code: 'sessionEnded' });
    const made = store.create('places', home);
    const engine = start();
    await time.pass(600_000);
    expect(status()?.phase).toBe('signedOut');
    expect(server.pushes).toHaveLength(0);
    expect(store.get('places', made.id)?.unsentSince).toBeGreaterThan(0);
    server.fault = () => null;
    engine.syncNow();
    await time.pass(100);
    expect(serverHas(made.id)).toBeDefined();
  });

  it('offers a restored server what it lost, and only then lets go of what is not its own', async () => {
    const { time, server, store, start, serverHas } = phone();
    const mine = store.create('places', home);
    server.put('places', place(idOf(1), '201'));
    server.put('places', { ...place(idOf(2), '202'), createdBy: 'somebody' });
    start();
    await time.pass(1_000);
    expect(store.all('places')).toHaveLength(3);
    const draft = store.create(
      'visits',
      { kind: 'round', place: home.place, startedAt: 1, finishedAt: 1 },
      { draft: true },
    );

    const before = { ...serverHas(idOf(1))! };
    store.edit('places', idOf(1), { name: '201A' });
    await time.pass(1_000);
    expect(serverHas(idOf(1))?.['name']).toBe('201A');
    // The backup is older than the edit, than this person's household and than somebody else's.
    server.kept.set(`places/${idOf(1)}`, { c: 'places', record: before, marks: {}, gone: false });
    server.lose('places', mine.id);
    server.lose('places', idOf(2));
    server.epoch = 'e2';
    await time.pass(120_000);
    expect(serverHas(idOf(1))?.['name']).toBe('201A');
    expect(serverHas(mine.id)).toMatchObject({ name: '101' });
    expect(store.get('places', idOf(2))).toBeUndefined();
    expect(store.get('visits', draft.id)?.draft).toBe(1);
    expect(store.all('places').every((record) => record.unsentSince === 0)).toBe(true);
  });

  it('takes no restored server at its word that a record is gone before everything is read anew', async () => {
    const { time, server, store, start, serverHas } = phone();
    const mine = store.create('places', { ...home, name: '101' });
    start();
    await time.pass(1_000);
    expect(serverHas(mine.id)).toBeDefined();
    server.lose('places', mine.id);
    server.epoch = 'e2';
    // The first that this phone hears of the backup is the answer to what it sends.
    store.edit('places', mine.id, { name: '101A' });
    await time.pass(120_000);
    expect(serverHas(mine.id)).toMatchObject({ name: '101A' });
    expect(store.get('places', mine.id)).toMatchObject({ name: '101A', unsentSince: 0 });
    expect([...store.returned.values()]).toEqual([]);
  });

  it('is taken in first when it is too old to read a restored server', async () => {
    const { time, server, store, start, serverHas } = phone();
    const mine = store.create('places', { ...home, name: '101' });
    start();
    await time.pass(1_000);
    server.epoch = 'e2';
    server.fault = (call) => (call === 'pull' ? { code: 'clientTooOld' } : null);
    store.edit('places', mine.id, { name: '101A' });
    await time.pass(60_000);
    expect(serverHas(mine.id)).toMatchObject({ name: '101A' });
    expect(store.get('places', mine.id)?.unsentSince).toBe(0);
  });

  it('reads everything anew when its checkpoint is no good, and lets go of what is not there', async () => {
    const { time, server, store, start } = phone();
    server.put('places', place(idOf(1), '101'));
    server.put('places', { ...place(idOf(2), '102'), createdBy: 'somebody' });
    start();
    await time.pass(1_000);
    server.lose('places', idOf(2));
    let asked = false;
    server.fault = (call) => {
      if (call !== 'pull' || asked) return null;
      asked = true;
      return { code: 'checkpointInvalid' };
    };
    await time.pass(60_000);
    expect(store.all('places').map(({ id }) => id)).toEqual([idOf(1)]);
    expect(server.pushes).toHaveLength(0);
  });

  it('pulls at a hint of the stream, and asks by itself when the stream is silent', async () => {
    const { time, server, store, stream, start } = phone();
    start();
    await time.pass(100);
    stream.state('open');
    const before = server.pulls.length;
    server.put('places', place(idOf(1), '101'));
    stream.hint();
    await time.pass(400);
    expect(store.get('places', idOf(1))).toBeDefined();
    for (let beat = 0; beat < 6; beat += 1) {
      stream.state('open');
      await time.pass(25_000);
    }
    expect(server.pulls.length).toBe(before + 1);
    server.put('places', place(idOf(2), '102'));
    await time.pass(100_000);
    expect(store.get('places', idOf(2))).toBeDefined();
    expect(stream.opened).toBeGreaterThan(1);
  });

  it('asks once more when the stream opens: what was written before had nobody to hint at', async () => {
    const { time, server, store, stream, start } = phone();
    start();
    await time.pass(100);
    server.put('places', place(idOf(1), '101'));
    stream.state('open');
    await time.pass(400);
    expect(store.get('places', idOf(1))).toBeDefined();
    const before = server.pulls.length;
    stream.state('open');
    await time.pass(400);
    expect(server.pulls.length).toBe(before);
  });

  it('corrects its clock by the server, so that a phone days ahead does not write into the future', async () => {
    const { time, store, start, serverHas } = phone({ clockAhead: 3 * 86_400_000 });
    start();
    await time.pass(100);
    expect(Math.abs(store.offset() + 3 * 86_400_000)).toBeLessThan(100);
    const made = store.create('places', home);
    expect(Math.abs(made.createdAt - time.now())).toBeLessThan(100);
    await time.pass(100);
    expect(serverHas(made.id)).toBeDefined();
  });

  it('lets one tab sync, and another take over when that one is frozen or closed', async () => {
    const { time, server, store, start, serverHas } = phone();
    const first = start();
    await time.pass(100);
    start();
    await time.pass(60_000);
    const asked = server.pulls.length;
    const over = first.stop();
    await time.pass(2_000);
    await over;
    const made = store.create('places', home);
    await time.pass(1_000);
    expect(serverHas(made.id)).toBeDefined();
    expect(server.pulls.length).toBeGreaterThan(asked);
  });

  it('hears of an alarm that a frozen tab would have kept, because a visible one takes the lock away', async () => {
    const { time, store, start, serverHas } = phone();
    const frozen = memoryStore({ person: me, now: () => time.now(), newId: () => idOf(99) });
    let thaw: (count: number) => void = () => undefined;
    frozen.countWaiting = () =>
      new Promise<number>((resolve) => {
        thaw = resolve;
      });
    start({ ...frozen, leaderAlive: async () => undefined });
    await time.pass(100);
    start();
    const made = store.create('places', home);
    await time.pass(45_000);
    expect(serverHas(made.id)).toBeDefined();
    thaw(0);
  });
});

describe('what goes wrong around it', () => {
  it('comes back soon, but not at once, when a stream that worked is dropped', async () => {
    const { time, server, stream, start } = phone();
    start();
    await time.pass(100);
    for (let beat = 0; beat < 3; beat += 1) {
      stream.state('open');
      await time.pass(20_000);
    }
    const asked = server.pulls.length;
    stream.state('closed');
    await time.pass(900);
    expect(server.pulls.length).toBe(asked);
    await time.pass(4_200);
    expect(server.pulls.length).toBe(asked + 1);
    expect(stream.opened).toBe(2);
  });

  it("touches nothing when the browser's session is somebody else's", async () => {
    const { time, server, store, start, status, knowSession } = phone();
    knowSession({ ...session, person: { id: 'other', name: '李强' }, serverTime: 0 });
    store.create('places', home);
    start();
    await time.pass(10_000);
    expect(status()?.phase).toBe('signedOut');
    expect([server.pulls.length, server.pushes.length]).toEqual([0, 0]);
  });

  it('reads at once when asked to, though it was just gathering writes', async () => {
    const { time, server, store, start } = phone();
    const engine = start();
    await time.pass(100);
    server.put('places', place(idOf(1), '101'));
    store.create('places', home);
    await time.pass(10);
    engine.syncNow();
    await time.pass(100);
    expect(store.get('places', idOf(1))).toBeDefined();
  });

  it('tries to lead again when the store could not be read', async () => {
    const { time, server, store, start } = phone();
    let broken = true;
    const readStatus = () => store.readStatus();
    start({
      ...store,
      readStatus: () => (broken ? Promise.reject(new Error('closed')) : readStatus()),
    });
    await time.pass(3_000);
    expect(server.pulls).toHaveLength(0);
    broken = false;
    await time.pass(2_000);
    expect(server.pulls.length).toBeGreaterThan(0);
  });
});
