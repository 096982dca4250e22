import { z } from 'zod';
import { endings } from '../domain/device-notice.ts';
import { roles } from '../domain/record-type.ts';
import { plainText } from './plain-text.ts';

/** The version of the wire; a server answers an older one 426 on pull, never on push. */
export const protocolVersion = 1;

const grantShape = z.object({
  role: z.enum(roles),
  place: z.string(),
  until: z.int().optional(),
});

const personShape = z.object({ id: z.string(), name: z.string() });
const deviceShape = z.object({ id: z.string(), name: z.string() });

/** POST /enrol: a code of eight characters as people read it out, letters or digits, spaces allowed. */
export const enrolRequest = z.object({
  code: z.string().max(40),
  device: z.object({ name: plainText(80), publicKey: plainText(400).optional() }),
});
export type EnrolRequest = z.infer<typeof enrolRequest>;

/** GET /session: who this device is signed in as, and what it may hold. */
export const sessionAnswer = z.object({
  device: deviceShape,
  person: personShape,
  community: z.string(),
  grants: z.array(grantShape),
  /** Changes whenever what this device may hold changes. */
  scopeEpoch: z.string(),
  /** Changes when the server's store was restored from a backup. */
  epoch: z.string(),
  protocol: z.int(),
  /** For work carried by hand: the key it is sealed to, and whether this device's own signature is known. */
  carried: z.object({ key: z.string().max(200), known: z.boolean() }).optional(),
  serverTime: z.int(),
});
export type SessionAnswer = z.infer<typeof sessionAnswer>;

export const enrolAnswer = sessionAnswer.extend({ token: z.string() });
export type EnrolAnswer = z.infer<typeof enrolAnswer>;

/** POST /codes: a one-time code for a person whose posts lie within the asker's grants. */
export const codeRequest = z.object({ person: plainText(40) });
export const codeAnswer = z.object({ code: z.string(), expiresAt: z.int(), serverTime: z.int() });
export type CodeAnswer = z.infer<typeof codeAnswer>;

/**
 * POST /devices/end: a device is used no longer. `lost` ends it at once, and nothing it still holds is taken in;
 * `returned` lets it upload what it holds. Either way it is answered 401 from then on and forgets everything.
 */
export const endDeviceRequest = z.object({ device: plainText(40), how: z.enum(endings) });
export type EndDeviceRequest = z.infer<typeof endDeviceRequest>;
export const endDeviceAnswer = z.object({ serverTime: z.int() });
export type EndDeviceAnswer = z.infer<typeof endDeviceAnswer>;

/** GET /demo: whom one can sign in as; codes can be used again and again. */
export const demoAnswer = z.object({
  people: z.array(
    z.object({
      role: z.enum(roles),
      name: z.string(),
      place: z.string(),
      title: z.string(),
      code: z.string(),
    }),
  ),
  serverTime: z.int(),
});
export type DemoAnswer = z.infer<typeof demoAnswer>;
