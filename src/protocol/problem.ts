import { z } from 'zod';

/** Every failure that either program can name; words for each are made in the app. */
export const problemCodes = [
  // the request as a whole
  'badRequest',
  'tooLarge',
  'notFound',
  'methodNotAllowed',
  'tooManyRequests',
  'serverBusy',
  'storageFull',
  'storeBehind',
  'internal',
  // session and device
  'notSignedIn',
  'sessionEnded',
  'deviceRevoked',
  'deviceHandedIn',
  'codeUnknown',
  'codeUsed',
  'codeExpired',
  'codeLocked',
  'clientTooOld',
  'checkpointInvalid',
  'crossSite',
  // a parcel that somebody carried
  'carriedDamaged',
  'carriedForeign',
  'carriedForged',
  'carriedRevoked',
  'carriedUnknown',
  // one row of a push
  'badRow',
  'unknownCollection',
  'unknownField',
  'badValue',
  'notAllowed',
  'fieldNotAllowed',
  'writtenOnce',
  'stepNotAllowed',
  'appointNotAllowed',
  'placeUnknown',
  'placeTaken',
  'placeMoved',
  'placeInUse',
  'postEnded',
  'recordDeleted',
  'idTaken',
  'superseded',
] as const;

export const problemCode = z.enum(problemCodes);
export type ProblemCode = z.infer<typeof problemCode>;

/** Why a row or a request failed; `field` names the field where one is to blame. */
export const problem = z.object({ code: problemCode, field: z.string().max(60).optional() });
export type Problem = z.infer<typeof problem>;

/** `application/problem+json`: the body of every 4xx and 5xx answer. */
export const problemAnswer = problem.extend({
  title: z.string().optional(),
  status: z.int().optional(),
  serverTime: z.int().optional(),
  retryAfter: z.number().optional(),
});
export type ProblemAnswer = z.infer<typeof problemAnswer>;
