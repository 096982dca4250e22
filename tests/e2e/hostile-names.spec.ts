import type { Page } from '@playwright/test';
import { newId } from '../../src/app/new-id.ts';
import { protocolVersion } from '../../src/protocol/session.ts';
import { signInOverApi } from '../support/api-session.ts';
import { expect, test } from '../support/journey.ts';
import { settled } from '../support/settled.ts';
import { demoCode, newDevice, tablet } from '../support/sign-in.ts';

/** Texts with which pages have been taken over; each would call `pwned`. */
const corpus = [
  '<script>pwned()</script>',
  '<img src=x onerror=pwned()>',
  '"><svg onload=pwned()>',
  "' onfocus=pwned() autofocus='",
  '<iframe srcdoc="<script>parent.pwned()</script>">',
  'javascript:pwned()',
  '{{constructor.constructor("pwned()")()}}',
  '#{pwned()}',
  '<a href="javascript:pwned()">李</a>',
  '<style>*{background:url(javascript:pwned())}</style>',
];

/** What a page did that it should not: scripts that ran, scripts and styles that were stopped, windows that opened. */
async function watched(page: Page): Promise<() => Promise<string[]>> {
  const seen: string[] = [];
  page.on('dialog', (dialog) => {
    seen.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', (popup) => seen.push(`popup ${popup.url()}`));
  await page.addInitScript(() => {
    const told: string[] = [];
    Object.assign(window, { told, pwned: () => told.push('a script ran') });
    document.addEventListener('securitypolicyviolation', (event) => {
      told.push(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return async () => [
    ...seen,
    ...(await page.evaluate(() => Reflect.get(window, 'told') as string[])),
  ];
}

test('IN-05: names and notes that are programs are shown as the texts they are, on every screen', async ({
  browser,
  server,
}) => {
  test.setTimeout(120_000);
  const { calls, who, pullAll } = await signInOverApi(
    server.url,
    await demoCode(server.url, 'head'),
  );
  const grid = who.grants.find(({ role }) => role === 'head')?.place ?? '';
  const doors = [...((await pullAll()).get('places')?.values() ?? [])].filter(
    ({ kind, place }) => kind === 'household' && place.startsWith(grid),
  );
  const at = Date.now();
  const create = (c: string, r: Record<string, unknown>) =>
    ({ c, id: newId(), op: 'create', r, stamp: at }) as const;
  const rows = corpus.flatMap((text, n) => {
    const place = doors[n]?.place ?? '';
    const person = create('people', { kind: 'resident', place, name: text, remark: text });
    const need = {
      kind: 'need',
      place,
      person: person.id,
      category: 'repair',
      urgency: 'normal',
      what: text,
      consent: false,
      source: 'door',
      steps: [{ id: newId(), step: 'submitted', at, by: who.person.id }],
    };
    return [person, create('needs', need)];
  });
  const answer = await calls.push({ protocol: protocolVersion, rows });
  if (!answer.ok) throw new Error(answer.problem.code);
  expect(answer.value.results.map(({ outcome, problem }) => problem ?? outcome)).toEqual(
    rows.map(() => 'accepted'),
  );

  const { page, context } = await newDevice(
    browser,
    server.url,
    await demoCode(server.url, 'head'),
    tablet,
  );
  const wrong = await watched(page);
  const addresses = rows.flatMap(({ c, id }) =>
    c === 'people' ? `/people/${id}` : `/needs/${id}`,
  );
  const main = ['/today', '/needs', '/round', '/overview', '/people', '/review'];
  for (const address of [...main, ...addresses]) {
    await page.goto(`${server.url}${address}`);
    await settled(page);
    expect(await wrong(), address).toEqual([]);
  }
  await page.goto(`${server.url}/people?q=${encodeURIComponent(corpus[1] ?? '')}`);
  await expect(page.getByText(corpus[1] ?? '').first()).toBeVisible();
  expect(await wrong()).toEqual([]);
  await context.close();
});
