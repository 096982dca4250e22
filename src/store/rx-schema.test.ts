import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { RecordTypeDeclaration } from '../domain/record-type.ts';
import { collections, recordTypes } from '../domain/record-types.ts';
import { rxSchemaOf } from './rx-schema.ts';

const snapshotOf = (c: string, shape: number) =>
  `${import.meta.dirname}/schemas/${c}.${shape}.snap.json`;

describe('the schemas that phones in the field have', () => {
  // A phone whose database was made by another schema of the same version cannot open it at all.
  it.each(collections)('%s has not changed without a new shape', async (c) => {
    const type: RecordTypeDeclaration = recordTypes[c];
    const schema = `${JSON.stringify(rxSchemaOf(type), null, 2)}\n`;
    const file = snapshotOf(c, type.shape);
    if (existsSync(file)) expect(schema).toBe(readFileSync(file, 'utf8'));
    else await expect(schema).toMatchFileSnapshot(file);
  });

  it.each(collections)('%s can be upgraded from every earlier shape', (c) => {
    const type: RecordTypeDeclaration = recordTypes[c];
    for (let shape = 1; shape <= type.shape; shape += 1) {
      expect(type.upgrades[shape], `${c}: no upgrade to shape ${shape}`).toBeTypeOf('function');
      expect(existsSync(snapshotOf(c, shape - 1))).toBe(true);
    }
  });

  // The marks lie beside the fields: a field of such a name would be overwritten on every device, in silence.
  it.each(collections)('%s has no field named like a mark of the device', (c) => {
    const names = Object.keys(recordTypes[c].fields);
    expect(names.filter((name) => ['unsent', 'unsentSince', 'draft'].includes(name))).toEqual([]);
  });

  it('are few enough for RxDB to open them all', () => {
    expect(collections.length).toBeLessThanOrEqual(12);
  });

  it('refuse an index on a field that there is not, or that IndexedDB cannot order', () => {
    expect(() => rxSchemaOf({ ...recordTypes.places, indexes: ['nothing'] })).toThrow('nothing');
    expect(() => rxSchemaOf({ ...recordTypes.people, indexes: ['skills'] })).toThrow('skills');
  });
});
