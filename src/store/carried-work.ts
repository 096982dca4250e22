import type { Observable } from 'rxjs';
import type { Bytes } from '../protocol/base64url.ts';
import type { CarriedEntry, PackedEntry } from './carried-entry.ts';

/** A parcel ready to leave, or why there is none. */
export type Packed =
  | {
      readonly ok: true;
      readonly parcel: Bytes;
      readonly count: number;
      readonly madeAt: number;
    }
  | { readonly ok: false; readonly why: 'nothingWaits' | 'noServerKey' | 'notSecure' };

/** What became of a file or a sequence of QR codes that was shown to this device. */
export type TakenIn =
  | { readonly kind: 'notOurs' | 'notSecure' }
  /** A parcel to hand in; `again` when this device has had it before, `own` when it packed it itself. */
  | { readonly kind: 'parcel'; readonly id: string; readonly again: boolean; readonly own: boolean }
  /** A receipt of this device's own parcel: so many records are settled. */
  | { readonly kind: 'settled'; readonly count: number }
  /** Since the parcel was packed the server was heard over the wire, and that counts. */
  | { readonly kind: 'overtaken' }
  /** A receipt of a parcel that another device packed. */
  | { readonly kind: 'othersReceipt' }
  | { readonly kind: 'damagedReceipt' };

/** Work that leaves the device by hand, and work of others that it carries. */
export interface CarriedWork {
  /** Packs what waits to be sent; it goes on waiting. */
  pack(): Promise<Packed>;
  take(bytes: Bytes): Promise<TakenIn>;
  packed(): Observable<readonly PackedEntry[]>;
  carried(): Observable<readonly CarriedEntry[]>;
  /** Forgets a parcel that is carried here, or its receipt. */
  drop(id: string): Promise<void>;
}
