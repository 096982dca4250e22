import { afterAll, beforeAll, expect, test } from 'vitest';
import { testSite, type TestSite } from '../http/test-site.ts';
import { packingDevice } from '../test-support/packing-device.ts';
import { start } from '../test-support/test-community.ts';

let site: TestSite;
let writer: Awaited<ReturnType<typeof packingDevice>>;

beforeAll(async () => {
  site = await testSite();
  const { holder } = await site.community.employed('liaison', 'c1/g01/b1');
  writer = await packingDevice(site.community, holder);
});
afterAll(() => site.end());

const bring = async (token: string, body: unknown) => {
  const answer = await site.post('/sync/carried', token, body);
  const { code, counts } = (await answer.json()) as { code?: string; counts?: object };
  return { status: answer.status, ...(code ? { code } : { counts }) };
};

test('a parcel is brought by somebody who is signed in, and by nobody else', async () => {
  const r = { kind: 'round', place: 'c1/g01/b1/h101', startedAt: start, finishedAt: start };
  const row = site.community.creation('visits', { ...r, outcome: 'met' });
  const { text } = await writer.pack([row]);
  expect(await bring('x'.repeat(40), { parcel: text })).toMatchObject({ status: 401 });
  expect(await bring(writer.token, { parcel: text })).toEqual({
    status: 200,
    counts: { taken: 1, known: 0, review: 0, refused: 0 },
  });
});

test('what is no parcel is refused in words, and what is too large before it is read', async () => {
  const refused = { status: 400, code: 'carriedDamaged' };
  expect(await bring(writer.token, { parcel: 'AAAA' })).toEqual(refused);
  expect(await bring(writer.token, { parcel: ' ' })).toEqual(refused);
  expect(await bring(writer.token, {})).toEqual({ status: 400, code: 'badRequest' });
  const large = await bring(writer.token, { parcel: 'A'.repeat(3_000_000) });
  expect(large).toEqual({ status: 400, code: 'badRequest' });
  const huge = await bring(writer.token, { parcel: 'A'.repeat(5_000_000) });
  expect(huge).toEqual({ status: 413, code: 'tooLarge' });
});

test('a device gives its key over the wire, in the shape of a key', async () => {
  const { device } = await site.community.employed('liaison', 'c1/g01/b2');
  const give = async (publicKey: string) =>
    (await site.post('/session/key', device.token, { publicKey })).status;
  expect(await give('short')).toBe(400);
  expect(await give('A'.repeat(87))).toBe(200);
  expect(await give('B'.repeat(87))).toBe(403);
});
