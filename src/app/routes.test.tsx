import type { RouteComponent } from '@tanstack/react-router';
import { describe, expect, it } from 'vitest';
import { appRouter, routes } from './routes.tsx';

const id = '0190a000-0000-7000-8000-000000000001';
const addresses = [
  '/',
  '/enrol',
  '/today',
  '/round',
  '/round/c1~g01~b02',
  '/door/c1~g01~b02~h0502',
  `/visit/${id}`,
  '/raise',
  '/watch',
  `/watch/${id}`,
  '/alarm',
  `/alarms/${id}`,
  '/needs',
  `/needs/${id}`,
  '/review',
  `/review/${id}`,
  '/overview',
  '/people',
  `/people/${id}`,
  '/posts',
  '/import',
  '/upload',
  '/me',
];

const matched = (address: string) => appRouter().matchRoutes(address) as readonly unknown[];

describe('the routes', () => {
  it.each(addresses)('lead from %s to a page', (address) => {
    expect(matched(address)).toHaveLength(2);
  });

  it('know no other address', () => {
    expect(matched('/nowhere')).toHaveLength(1);
  });

  const lazy = routes.flatMap((route) => {
    const { path, component } = route.options as { path?: string; component?: RouteComponent };
    const { preload } = component as { preload?: () => Promise<unknown> };
    return preload ? [[path, preload] as const] : [];
  });

  it('load every page but the start when it is asked for', () => {
    expect(lazy).toHaveLength(routes.length - 1);
  });

  it.each(lazy)('can load the page of %s', async (_path, preload) => {
    await expect(preload()).resolves.not.toThrow();
  });
});
