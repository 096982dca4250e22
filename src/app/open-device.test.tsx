import 'fake-indexeddb/auto';
import { waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SignInPorts } from './signed-in.tsx';

const anna = { id: '0193c1f0-0000-7000-8000-00000000000a', name: '李芳' };
const bao = { id: '0193c1f0-0000-7000-8000-00000000000b', name: '赵敏' };
const never = <T,>(): Promise<T> => Promise.race([]);

/** A server that knows two people by their codes, and what it was sent. */
function site() {
  let holder: typeof anna | null = null;
  const pushed: string[] = [];
  const state = { hangsUp: false, ended: false, handedIn: false, hangsPull: false };
  const session = (person: typeof anna) => ({
    device: { id: `d-${person.name}`, name: 'phone' },
    person,
    community: 'c1',
    grants: [{ role: 'admin', place: 'c1' }],
    scopeEpoch: 's1',
    epoch: 'e1',
    protocol: 1,
    serverTime: Date.now(),
  });
  const problem = (code: string) => [
    401,
    { type: 'about:blank', title: code, status: 401, code, serverTime: Date.now() },
  ];
  const answer = (method: string, path: string, body: string): readonly unknown[] => {
    if (path === '/enrol') {
      holder = body.includes('ANNA') ? anna : bao;
      return [200, { ...session(holder), token: 't' }];
    }
    if (!holder || state.ended) return problem('sessionEnded');
    if (path === '/session' && method === 'DELETE') {
      holder = null;
      return [200, { serverTime: Date.now() }];
    }
    if (path === '/session') return [200, session(holder)];
    if (path === '/sync/push') {
      pushed.push(`${holder.name} ${body}`);
      return problem('sessionEnded');
    }
    const page = { epoch: 'e1', scopeEpoch: 's1', checkpoint: '1', more: false, changes: [] };
    if (path === '/sync/pull' && state.handedIn) return problem('deviceHandedIn');
    if (path === '/sync/pull') return [200, { ...page, serverTime: Date.now() }];
    return problem('notFound');
  };
  vi.stubGlobal('fetch', (path: string, init: { method: string; body?: string }) => {
    if (state.hangsUp && init.method === 'DELETE') return never();
    if (state.hangsPull && path.endsWith('/sync/pull')) return never();
    const [status, value] = answer(init.method, path.replace('/api/v1', ''), init.body ?? '');
    return Promise.resolve({
      ok: status === 200,
      status,
      text: () => Promise.resolve(JSON.stringify(value)),
    });
  });
  return { pushed, state };
}

class SilentSource {
  addEventListener(): void {}
  close(): void {}
}

/** The app as a tab that was just opened has it. */
async function tab(): Promise<SignInPorts> {
  vi.resetModules();
  return (await import('./open-device.ts')).signInPorts;
}

const databases = async () =>
  (await indexedDB.databases()).filter((one) => one.name?.includes('linli')).length;

afterEach(() => vi.unstubAllGlobals());
beforeEach(() => {
  localStorage.clear();
  vi.stubGlobal('EventSource', SilentSource);
});

describe('signing out', () => {
  it('leaves nothing behind though the network hangs, and the next person finds nothing', async () => {
    const { state } = site();
    const ports = await tab();
    const first = await ports.enrol('ANNA', 'phone');
    if (!first.ok) throw new Error(first.problem.code);
    const { store } = first.device;
    await store.create('people', { kind: 'resident', place: 'c1/g1/b1/h1', name: '何秀兰' });
    expect(await first.device.signOut()).toEqual({ ok: false, unsent: 1 });
    state.hangsUp = true;
    expect(await first.device.signOut({ evenUnsent: true })).toEqual({ ok: true });
    expect(await databases()).toBe(0);
    expect(localStorage.getItem('linli.unheardSignOut')).toBe('1');
    state.hangsUp = false;
    const second = await (await tab()).enrol('BAO', 'phone');
    if (!second.ok) throw new Error(second.problem.code);
    expect(await second.device.store.find('people')).toEqual([]);
    expect(second.device.session.person).toEqual(bao);
    await second.device.signOut();
  });
});

describe('signing in', () => {
  it('works where the browser can keep no keys: only carrying by hand does not', async () => {
    site();
    const random = window.crypto;
    vi.stubGlobal('isSecureContext', true);
    vi.stubGlobal('crypto', {
      subtle: { generateKey: () => Promise.reject(new DOMException('not here', 'DataCloneError')) },
      getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => random.getRandomValues(bytes),
    });
    const answer = await (await tab()).enrol('ANNA', 'phone');
    if (!answer.ok) throw new Error(answer.problem.code);
    expect(answer.device.session.person).toEqual(anna);
    await answer.device.signOut();
  });
});

describe('a session that has ended', () => {
  it('lets nobody else in here, and sends nothing in his name', async () => {
    const { state, pushed } = site();
    const ports = await tab();
    const first = await ports.enrol('ANNA', 'phone');
    if (!first.ok) throw new Error(first.problem.code);
    const { device } = first;
    state.ended = true;
    await device.store.create('people', { kind: 'resident', place: 'c1/g1/b1/h1', name: '何' });
    device.syncNow();
    const phases: string[] = [];
    const hearing = device.store.syncStatus.subscribe(({ phase }) => phases.push(phase));
    await waitFor(() => expect(phases.at(-1)).toBe('signedOut'), { timeout: 5_000 });
    state.ended = false;
    // His sign-out is lost on the way: the browser keeps his cookie.
    state.hangsUp = true;
    void ports.enrol('BAO', 'phone');
    await new Promise((later) => {
      setTimeout(later, 50);
    });
    device.syncNow();
    await new Promise((later) => {
      setTimeout(later, 800);
    });
    expect(pushed.filter((each) => each.startsWith(bao.name))).toEqual([]);
    hearing.unsubscribe();
    state.hangsUp = false;
    await device.signOut({ evenUnsent: true });
  });
});

describe('a device that was to be given back', () => {
  it('is not cleared once its holder has signed in on it again', async () => {
    const { state } = site();
    const ports = await tab();
    const first = await ports.enrol('ANNA', 'phone');
    if (!first.ok) throw new Error(first.problem.code);
    const { store, syncNow } = first.device;
    const half = { kind: 'round', place: 'c1/g1/b1/h1', startedAt: 1, finishedAt: 0 } as const;
    const { id } = await store.create('visits', half, { draft: true });
    state.handedIn = true;
    syncNow();
    const phases: string[] = [];
    const hearing = store.syncStatus.subscribe(({ phase }) => phases.push(phase));
    await waitFor(() => expect(phases.at(-1)).toBe('signedOut'), { timeout: 5_000 });
    state.handedIn = false;
    state.hangsPull = true;
    expect((await ports.enrol('ANNA', 'phone')).ok).toBe(true);
    await store.discardDraft('visits', id);
    await new Promise((later) => {
      setTimeout(later, 300);
    });
    expect(await databases()).toBeGreaterThan(0);
    hearing.unsubscribe();
    await first.device.signOut({ evenUnsent: true });
  });
});
