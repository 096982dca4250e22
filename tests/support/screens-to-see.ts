import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { needStatusOf } from '../../src/domain/need-steps.ts';
import type { Need } from '../../src/domain/needs.ts';
import type { Notice } from '../../src/domain/notices.ts';
import { openAlarms } from '../../src/domain/rules/alarms.ts';
import { openReviews } from '../../src/domain/rules/review.ts';
import type { Visit } from '../../src/domain/visits.ts';
import { allOf, type Seen } from './api-session.ts';

export type Desk = 'liaison' | 'head' | 'centre' | 'volunteer';

/** Roles of the demo, by whose desk they have. */
export const roleAt: Readonly<Record<Desk, string>> = {
  liaison: 'liaison',
  head: 'head',
  centre: 'admin',
  volunteer: 'volunteer',
};

const param = (place: string): string => place.replaceAll('/', '~');
const buildingOf = (place: string): string => place.split('/').slice(0, 3).join('/');

/** Addresses of real records for each route, out of what one person may hold. */
export function addressesIn(seen: Seen): Record<string, string> {
  const all = (c: string) => allOf(seen, c);
  const visits = all('visits') as unknown as Visit[];
  const watched = all('people').find((person) => person['grade'] !== undefined);
  const home = watched?.place ?? 'c1';
  const need = all('needs').find(
    (each) => needStatusOf(each['steps'] as Need['steps']).closedAt === null,
  );
  const alarm = openAlarms(visits)[0] ?? visits.find(({ kind }) => kind === 'alarm');
  const told = visits.find(({ kind, answers }) => kind !== 'alarm' && answers !== undefined);
  const review = openReviews(all('notices') as unknown as Notice[])[0];
  const device = all('notices').find(
    ({ kind, waiting }) => kind === 'device' && Number(waiting) > 0,
  );
  // Of somebody whom a head may dismiss.
  const post = all('posts').find(({ role, until }) => role === 'liaison' && until === undefined);
  const about = `place=${home}&person=${watched?.id}`;
  return {
    '/today': '/today',
    '/round': '/round',
    '/round/$place': `/round/${param(buildingOf(home))}`,
    '/door/$place': `/door/${param(home)}`,
    '/visit/$id': `/visit/${told?.id}`,
    '/raise': `/raise?${about}`,
    '/raise whom': '/raise',
    '/watch': '/watch',
    '/watch/$person': `/watch/${watched?.id}`,
    '/alarm': `/alarm?${about}`,
    '/alarms/$id': `/alarms/${alarm?.id}`,
    '/needs': '/needs',
    '/needs/$id': `/needs/${need?.id}`,
    '/review': '/review',
    '/review/$id': `/review/${review?.id}`,
    '/devices': '/devices',
    '/devices/$id': `/devices/${device?.id}`,
    '/handover/$id': `/handover/${post?.id}`,
    '/overview': '/overview',
    '/people': '/people',
    '/people/$id': `/people/${watched?.id}`,
    '/posts': '/posts',
    '/import': '/import',
    '/upload': '/upload',
    '/carry': '/carry',
    '/carry/others': '/carry/others',
    '/me': '/me',
  };
}

/** Where a route leads among these; throws where no record was found for it, so that no empty screen is looked at. */
export function addressOf(addresses: Readonly<Record<string, string>>, route: string): string {
  const address = addresses[route];
  if (address === undefined || address.includes('undefined')) {
    throw new Error(`the demo has nothing to show at ${route}`);
  }
  return address;
}

/** The screens that each desk works with, by route. */
export const screensOf: Readonly<Record<Desk, readonly string[]>> = {
  liaison: [
    '/today',
    '/round/$place',
    '/door/$place',
    '/visit/$id',
    '/raise',
    '/raise whom',
    '/watch',
    '/watch/$person',
    '/alarm',
    '/alarms/$id',
    '/needs',
    '/needs/$id',
    '/people',
    '/people/$id',
    '/devices',
    '/upload',
    '/carry',
    '/carry/others',
    '/me',
  ],
  head: [
    '/today',
    '/round',
    '/round/$place',
    '/door/$place',
    '/needs',
    '/needs/$id',
    '/watch',
    '/overview',
    '/review',
    '/review/$id',
    '/people/$id',
    '/posts',
    '/handover/$id',
    '/devices',
    '/devices/$id',
    '/me',
  ],
  centre: [
    '/overview',
    '/needs',
    '/needs/$id',
    '/round',
    '/people',
    '/people/$id',
    '/posts',
    '/import',
    '/review',
    '/review/$id',
    '/devices',
    '/upload',
    '/me',
  ],
  volunteer: ['/today', '/watch', '/watch/$person', '/visit/$id', '/needs', '/needs/$id', '/me'],
};

const desks = ['liaison', 'head', 'centre', 'volunteer'] as const;

/** Whether none of the desks before this one has the screen too: that one is then looked at most closely. */
export function isFirstAt(desk: Desk, route: string): boolean {
  return desks.find((each) => screensOf[each].includes(route)) === desk;
}

/** Every path of the app's route table, read from where it is declared. */
export function routeTable(): string[] {
  const source = readFileSync(join(import.meta.dirname, '../../src/app/routes.tsx'), 'utf8');
  const paths = [...source.matchAll(/\broute\(\s*'([^']+)'/g)].map(([, path]) => path ?? '');
  return paths.flatMap((path) =>
    path.includes('{-$') ? [path.replace(/\/\{-.*/, ''), path.replace(/\{-|\}/g, '')] : [path],
  );
}
