import '../../tests/support/indexeddb.ts';
import { firstValueFrom } from 'rxjs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { rawStorage } from '../../tests/support/raw-storage.ts';
import type { RecordTypeDeclaration } from '../domain/record-type.ts';
import type { Collection } from '../domain/record-types.ts';
import { openStore, type DeviceStoreOptions } from './device-store.ts';
import type { NewFields } from './local-record.ts';

const kinds = { note: { read: {}, create: [], edit: [], delete: [] } };
const first: RecordTypeDeclaration = {
  collection: 'visits',
  shape: 0,
  upgrades: {},
  kinds,
  fields: { words: { schema: z.string(), merge: 'latest' } },
  involves: () => [],
};
const second: RecordTypeDeclaration = {
  ...first,
  shape: 1,
  upgrades: {
    1: ({ words, unsent, ...rest }) => {
      const { words: mark, ...marks } = unsent as Record<string, unknown>;
      return {
        ...rest,
        text: `${String(words)}!`,
        at: 7,
        unsent: mark ? { ...marks, text: mark } : marks,
      };
    },
  },
  fields: {
    text: { schema: z.string(), merge: 'latest' },
    at: { schema: z.int(), merge: 'once' },
  },
  indexes: ['at'],
};

let ids = 0;
const options: DeviceStoreOptions = {
  name: 'upgrade',
  person: 'p1',
  device: 'd1',
  now: () => 1000,
  newId: () => `0193c1f0-0000-7000-8000-${String(++ids).padStart(12, '0')}`,
};

it('an upgrade keeps what has not been sent, drafts too, and leaves nothing in the old shape', async () => {
  const visits: Collection = 'visits';
  const before = await openStore(options, { visits: first });
  const fields = { kind: 'note', place: 'c1', words: '还没上传' } as unknown as NewFields<'visits'>;
  const waiting = await before.store.create(visits, fields);
  const draft = await before.store.create(visits, fields, { draft: true });
  await before.store.edit(visits, waiting.id, { words: '改过' } as object);
  const { unsent } = (await before.store.get(visits, waiting.id))!;
  await before.store.close();

  const after = await openStore(options, { visits: second });
  const upgraded = await after.store.get(visits, waiting.id);
  expect(upgraded).toMatchObject({ text: '改过!', at: 7 });
  expect(upgraded?.unsent).toEqual({ '*': unsent['*'], text: unsent['words'] });
  expect(await after.store.find(visits, { where: { draft: 1 } })).toMatchObject([
    { id: draft.id, text: '还没上传!' },
  ]);
  expect(await firstValueFrom(after.store.unsent())).toHaveLength(1);
  await after.store.edit(visits, waiting.id, { text: '还能写' } as object);
  expect((await after.store.get(visits, waiting.id))?.unsent['text']?.at).toBeGreaterThan(
    unsent['words']!.at,
  );
  expect(await rawStorage()).not.toContain('"words":"改过"');
  await after.store.forget();
  expect(await rawStorage()).toBe('[]');
});
