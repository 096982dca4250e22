import { describe, expect, it } from 'vitest';
import { asSeenBy, canEdit, type Reader } from './access.ts';
import type { AnyRecord } from './record-type.ts';

const helper: Reader = { person: 'helper', grants: [{ role: 'volunteer', place: 'c1' }] };
const liaison: Reader = { person: 'liaison', grants: [{ role: 'liaison', place: 'c1/g1/b1' }] };

const need = (consent: boolean): AnyRecord => ({
  id: 'n',
  kind: 'need',
  place: 'c1/g1/b1/h0302',
  involves: ['helper'],
  createdAt: 1,
  createdBy: 'liaison',
  version: 1,
  receivedAt: 1,
  what: '代取药',
  contactPhone: '13800000000',
  consent,
});

describe('the telephone number of somebody who needs help', () => {
  it('reaches whoever was assigned only when the resident agreed', () => {
    expect(asSeenBy(helper, 'needs', need(true))).toHaveProperty('contactPhone');
    expect(asSeenBy(helper, 'needs', need(false))).not.toHaveProperty('contactPhone');
    expect(asSeenBy(helper, 'needs', need(false))).toHaveProperty('what');
  });

  it('reaches whoever arranges the help in any case', () => {
    expect(asSeenBy(liaison, 'needs', need(false))).toHaveProperty('contactPhone');
  });

  it('is not for whoever helps to agree to, nor to change unseen', () => {
    expect(canEdit(helper, 'needs', need(true), 'consent')).toBe(false);
    expect(canEdit(helper, 'needs', need(false), 'contactPhone')).toBe(false);
    expect(canEdit(liaison, 'needs', need(false), 'consent')).toBe(true);
  });
});
