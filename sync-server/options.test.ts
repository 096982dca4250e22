import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readOptions } from './options.ts';

describe('options', () => {
  test('listen on this machine alone, and keep a demo apart from a community', () => {
    const usual = readOptions([], {});
    expect(usual).toMatchObject({ port: 8787, host: '127.0.0.1', demo: false, restored: false });
    expect(usual.data).toBe(resolve('./data'));
    expect(readOptions(['--demo'], {}).data).toBe(join(resolve('./data'), 'demo'));
  });

  test('come from the environment, and from the command line before it', () => {
    const environment = { PORT: '9000', LINLI_DATA: '/srv/linli' };
    expect(readOptions([], environment)).toMatchObject({ port: 9000, data: '/srv/linli' });
    expect(readOptions(['--port', '9001'], environment).port).toBe(9001);
  });

  test('name a PostgreSQL by environment alone', () => {
    expect(readOptions([], {}).database).toBeNull();
    const url = 'postgres://linli:secret@db/linli';
    expect(readOptions([], { DATABASE_URL: url }).database).toBe(url);
    expect(() => readOptions([], { DATABASE_URL: 'mysql://db' })).toThrow('postgres://');
    expect(() => readOptions(['--database-url', url], {})).toThrow('database-url');
  });

  test('that make no sense are refused', () => {
    expect(() => readOptions(['--port', 'x'], {})).toThrow('port');
    expect(() => readOptions(['--colour'], {})).toThrow('colour');
  });
});
