import { deliveryGuards } from './delivery-guards.ts';
import type { Guard } from './guard.ts';
import { mergeGuards } from './merge-guards.ts';
import { sightGuards } from './sight-guards.ts';

/** All that the simulator must miss when it is taken away. */
export const guards: readonly Guard[] = [...deliveryGuards, ...sightGuards, ...mergeGuards];
