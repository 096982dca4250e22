import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testSite, type TestSite } from './test-site.ts';

let site: TestSite;
beforeAll(async () => {
  site = await testSite();
});
afterAll(() => site.end());

const cacheOf = async (path: string) => (await site.get(path)).headers.get('cache-control');

/** A path as it stands, which `fetch` would tidy up before it is sent. */
function statusOfRaw(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: site.listening.port, path }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

describe('the app', () => {
  test('answers on each of its routes, and not for a file that is missing', async () => {
    for (const path of ['/', '/today', '/door/c1~g01~b1~h101', '/needs/01a1fd1e?urgency=urgent']) {
      expect(await (await site.get(path)).text()).toContain('邻里');
    }
    for (const path of ['/assets/old-xyz.js', '/assets/main-abc.js.map', '/missing.png']) {
      expect((await site.get(path)).status).toBe(404);
    }
  });

  test('is asked for anew where it may have changed, and kept where it cannot', async () => {
    expect(await cacheOf('/')).toBe('no-cache');
    expect(await cacheOf('/service-worker.js')).toBe('no-cache');
    expect(await cacheOf('/assets/main-abc.js')).toContain('immutable');
    const tag = (await site.get('/')).headers.get('etag') ?? '';
    expect((await site.get('/', { 'if-none-match': tag })).status).toBe(304);
  });

  test('travels packed', async () => {
    const packed = await site.get('/assets/main-abc.js', { 'accept-encoding': 'br' });
    expect(packed.headers.get('content-encoding')).toBe('br');
    expect(Number(packed.headers.get('content-length'))).toBeLessThan(200);
    expect(await packed.text()).toBe('export {};'.repeat(300));
  });

  test('is all that can be had from the disk', async () => {
    for (const path of [
      '/../linli.db',
      '/assets/../../linli.db',
      '/%2e%2e/linli.db',
      '//linli.db',
    ]) {
      expect(await statusOfRaw(path)).toBe(404);
    }
  });
});

describe('every answer', () => {
  test('carries the headers that keep other sites and scripts out', async () => {
    for (const path of ['/', '/assets/main-abc.js', '/api/v1/session', '/nothing.js', '/health']) {
      const { headers } = await site.get(path);
      const policy = headers.get('content-security-policy') ?? '';
      const scripts = policy.split('; ').find((part) => part.startsWith('script-src'));
      expect(scripts).toBe("script-src 'self' 'wasm-unsafe-eval'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers.get('permissions-policy')).toContain('camera=(self)');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  test('of the wire is never kept by a cache', async () => {
    expect(await cacheOf('/api/v1/session')).toBe('no-store');
  });
});
