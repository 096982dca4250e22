import { describe, expect, test } from 'vitest';
import { stepNames } from '../need-steps.ts';
import { roles } from '../record-type.ts';
import { collections, recordTypes } from '../record-types.ts';
import { appointmentPolicy, policyTable, roleWords, stepPolicy } from './policy-table.ts';

const kinds = collections.flatMap((c) =>
  Object.keys(recordTypes[c].kinds).map((kind) => ({ c, kind, key: `${c}/${kind}` })),
);

describe('the policy table', () => {
  test('knows every kind of record, every role and every step, and no other', () => {
    expect(Object.keys(policyTable).toSorted()).toEqual(kinds.map(({ key }) => key).toSorted());
    expect(Object.keys(roleWords)).toEqual([...roles]);
    expect(Object.keys(stepPolicy).toSorted()).toEqual(
      stepNames.filter((name) => name !== 'submitted').toSorted(),
    );
    expect(appointmentPolicy.admin?.toSorted()).toEqual(roles.toSorted());
  });

  test.each(kinds)('names every field of $key exactly once', ({ c, key }) => {
    const named = policyTable[key]?.fields.flatMap(({ names }) => names) ?? [];
    expect(named.toSorted()).toEqual(Object.keys(recordTypes[c].fields).toSorted());
  });

  test.each(kinds)('lets nobody change of $key what he does not receive', ({ key }) => {
    const row = policyTable[key];
    for (const field of row?.fields ?? []) {
      for (const who of field.change) {
        const readsRecord = who === 'involved' ? row?.read.involved : row?.read.below.includes(who);
        expect([field.names, who, readsRecord]).toEqual([field.names, who, true]);
        expect(field.read?.includes(who) ?? true).toBe(true);
      }
    }
    for (const role of [...(row?.move ?? []), ...(row?.remove ?? [])]) {
      expect(row?.read.below).toContain(role);
    }
  });
});
