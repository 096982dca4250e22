import { describe, expect, it } from 'vitest';
import type { SyncStatus } from '../store/sync-status.ts';
import { sayIn } from '../ui/words.ts';
import { appWords } from './app-words.ts';
import { statusSaid } from './sync-words.ts';

const now = Date.parse('2026-11-21T10:40+08:00');
const synced = Date.parse('2026-11-21T10:32+08:00');
const say = sayIn(appWords, 'zh-CN');

const said = (status: Partial<SyncStatus>, returned = 0) =>
  statusSaid({ phase: 'upToDate', unsent: 0, syncedAt: synced, ...status }, returned, now, say);

describe('the state of uploading', () => {
  it('is said in the words that are always the same', () => {
    expect(said({}).words).toBe('已全部上传 · 10:32');
    expect(said({ phase: 'offline', unsent: 3 }).words).toBe('离线 · 3 条待上传');
    const sending = { done: 2, total: 3 };
    expect(said({ phase: 'pushing', unsent: 1, sending }).words).toBe('正在上传 2/3');
    expect(said({ phase: 'failed', unsent: 3 }).words).toBe('上传失败，点此重试');
  });

  it('is grey when offline, because that is no error', () => {
    expect(said({ phase: 'offline', unsent: 3, problem: 'unreachable' }).tone).toBe('grey');
    expect(said({ phase: 'failed' }).tone).toBe('alarm');
  });

  it('never claims that all is uploaded while something waits or came back', () => {
    expect(said({ unsent: 2 }).look).toBe('busy');
    expect(said({ phase: 'pulling', unsent: 2 }).words).toBe('2 条待上传');
    expect(said({}, 1).words).toBe('1 条被退回');
  });

  it('says of which day the last sync was when it was not today', () => {
    expect(said({ syncedAt: synced - 86_400_000 }).words).toBe('已全部上传 · 昨天 10:32');
  });
});
