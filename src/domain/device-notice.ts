import { z } from 'zod';
import { text, time } from './record-type.ts';

/** Why a device is no longer used: it is in strange hands, or it was given back and is to upload first. */
export const endings = ['lost', 'returned'] as const;
export type Ending = (typeof endings)[number];

/** Who ended a device's use, why and when; `wipedAt` is when the device said that it has forgotten everything. */
export const deviceEnd = z.object({
  how: z.enum(endings),
  at: time,
  by: text(40),
  byName: text(60),
  wipedAt: time.optional(),
});
export type DeviceEnd = z.infer<typeof deviceEnd>;

/** A predecessor's device in the receipt of a handover, as it was last heard of. */
export const handedDevice = z.object({
  id: text(40),
  name: text(80),
  heardAt: time,
  unsent: z.int().min(0),
  ended: z.enum([...endings, 'signedOut']).optional(),
});
export type HandedDevice = z.infer<typeof handedDevice>;
