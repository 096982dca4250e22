import type { Page } from '@playwright/test';
import { needStatusOf } from '../../src/domain/need-steps.ts';
import type { Need } from '../../src/domain/needs.ts';
import type { AnyRecord } from '../../src/domain/record-type.ts';
import { allOf, signInOverApi, type Seen } from '../support/api-session.ts';
import { deviceContents } from '../support/device-contents.ts';
import { expect, test } from '../support/journey.ts';
import { allUploaded, demoCode, newDevice } from '../support/sign-in.ts';

function text(record: AnyRecord, field: string): string {
  const value = record[field];
  return typeof value === 'string' ? value : '';
}

interface Scope {
  /** Those whom this volunteer looks in on. */
  readonly own: readonly AnyRecord[];
  /** Ids of the people whom records on her device may be about. */
  readonly concerned: ReadonlySet<string>;
  /** Names and telephones she may come across, the longest first. */
  readonly known: readonly string[];
  /** Names and telephones of everybody else. */
  readonly secrets: readonly string[];
}

/** What a volunteer may know, told from the centre's records and the assignments alone. */
function scopeOf(everything: Seen, me: string): Scope {
  const people = allOf(everything, 'people');
  const ids = (record: AnyRecord, field: string) => (record[field] as string[] | undefined) ?? [];
  const own = people.filter((person) => ids(person, 'watchers').includes(me));
  const looksIn = new Set(own.map(({ id }) => id));
  const tasks = allOf(everything, 'needs').filter(
    (need) =>
      need.createdBy === me ||
      needStatusOf(need['steps'] as Need['steps']).assignee === me ||
      need['person'] === me,
  );
  const visits = allOf(everything, 'visits').filter(
    (visit) => visit.createdBy === me || looksIn.has(text(visit, 'person')),
  );
  const words = [
    ...people.filter(({ id }) => id === me || looksIn.has(id)).flatMap(nameAndPhone),
    ...own.map((person) => text(person, 'emergencyContact')),
    // Whoever is on duty may be telephoned by everyone.
    ...allOf(everything, 'posts')
      .filter(({ kind }) => kind === 'duty')
      .flatMap(nameAndPhone),
    ...tasks.map((need) => text(need, 'personName')),
    ...tasks.filter((need) => need['consent']).map((need) => text(need, 'contactPhone')),
    // Others who look in on the same people sign their visits.
    ...visits.map((visit) => text(visit, 'visitorName')),
  ];
  const known = [...new Set(words.filter((word) => word !== ''))];
  const concerned = new Set([me, ...looksIn, ...tasks.map((need) => text(need, 'person'))]);
  const secrets = people
    .flatMap(nameAndPhone)
    .filter((word) => word !== '' && !known.includes(word));
  return {
    own,
    concerned,
    known: known.toSorted((a, b) => b.length - a.length),
    secrets: [...new Set(secrets)],
  };
}

const nameAndPhone = (record: AnyRecord): string[] => [text(record, 'name'), text(record, 'phone')];

/** Secrets that stand in a text; a name she knows may contain another's, so those are taken out first. */
function leakedIn(words: string, { known, secrets }: Scope): string[] {
  const rest = known.reduce((left, word) => left.replaceAll(word, '□'), words);
  return secrets.filter((secret) => rest.includes(secret));
}

async function wordsOn(page: Page, url: string, address: string): Promise<string> {
  await page.goto(`${url}${address}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('正在读取…')).toBeHidden();
  return page.evaluate(() => document.body.innerText);
}

test('a volunteer sees those whom she looks in on and nobody else', async ({ browser, server }) => {
  const { url } = server;
  const code = await demoCode(url, 'volunteer');
  const centre = await signInOverApi(url, await demoCode(url, 'admin'));
  const volunteer = await signInOverApi(url, code);
  const everything = await centre.pullAll();
  const scope = scopeOf(everything, volunteer.who.person.id);
  expect(scope.own).toHaveLength(4);
  expect(scope.secrets.length).toBeGreaterThan(1000);
  const stranger = allOf(everything, 'people').find(({ id }) => !scope.concerned.has(id));

  await test.step('over the wire', async () => {
    const seen = await volunteer.pullAll();
    const own = [volunteer.who.person.id, ...scope.own.map(({ id }) => id)];
    expect([...(seen.get('people')?.keys() ?? [])].toSorted()).toEqual(own.toSorted());
    const about = [...allOf(seen, 'visits'), ...allOf(seen, 'needs')];
    expect(about.filter((record) => !scope.concerned.has(text(record, 'person')))).toEqual([]);
    const words = JSON.stringify([...seen.values()].flatMap((records) => [...records.values()]));
    expect(leakedIn(words, scope)).toEqual([]);
  });

  const { context, page } = await newDevice(browser, url, code);
  await allUploaded(page);

  await test.step('in every database of her phone', async () => {
    const rows = await deviceContents(page);
    const databases = new Set(rows.map(({ database }) => database));
    const held = JSON.stringify(rows);
    for (const person of scope.own) expect(held).toContain(text(person, 'name'));
    expect(leakedIn(held, scope)).toEqual([]);
    console.log(
      `${rows.length} rows in ${databases.size} databases, none of ${scope.secrets.length} names and telephones of others`,
    );
  });

  await test.step('on every screen, asked for or not', async () => {
    const own = ['/today', '/watch', '/needs', '/raise', '/people', '/posts', '/overview', '/me'];
    const foreign = [
      `/people/${stranger?.id}`,
      `/watch/${stranger?.id}`,
      `/door/${stranger?.place.replaceAll('/', '~')}`,
      `/alarm?place=${stranger?.place}&person=${stranger?.id}`,
      `/raise?place=${stranger?.place}&person=${stranger?.id}`,
    ];
    for (const address of [...own, ...foreign]) {
      const words = await wordsOn(page, url, address);
      expect(leakedIn(words, scope), address).toEqual([]);
      if (address !== '/watch') continue;
      for (const person of scope.own) expect(words).toContain(text(person, 'name'));
    }
  });

  await context.close();
});
