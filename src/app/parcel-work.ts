import { deflateSync, inflateSync } from 'fflate';
import type { Bytes } from '../protocol/base64url.ts';
import type { Packed, TakenIn } from '../store/carried-work.ts';
import type { CarriedPorts } from '../sync/carried/carried-ports.ts';
import { packOutbox } from '../sync/carried/pack-outbox.ts';
import { takeSealed } from '../sync/carried/take-sealed.ts';

type Ports = Omit<CarriedPorts, 'deflate' | 'inflate'>;

const withCompression = (ports: Ports): CarriedPorts => ({
  ...ports,
  deflate: (bytes) => Uint8Array.from(deflateSync(bytes, { level: 9 })),
  // Only what the server sealed for this device is ever unpacked here.
  inflate: (bytes) => Uint8Array.from(inflateSync(bytes)),
});

export const packHere = (ports: Ports): Promise<Packed> => packOutbox(withCompression(ports));

export const takeHere = (ports: Ports, bytes: Bytes): Promise<TakenIn> =>
  takeSealed(withCompression(ports), bytes);
