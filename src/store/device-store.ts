import type { Observable } from 'rxjs';
import { recordTypes, type Collection } from '../domain/record-types.ts';
import type { RecordTypeDeclaration } from '../domain/record-type.ts';
import { carriedSide, type CarriedSide } from './carried-side.ts';
import { openDeviceClock } from './device-clock.ts';
import { openDeviceDatabase } from './device-database.ts';
import type {
  ChangeOf,
  GrowField,
  Local,
  NewFields,
  NewMember,
  RecordEdit,
} from './local-record.ts';
import { deviceDatabaseName, forgetDatabases } from './forget-databases.ts';
import { localWrites } from './local-writes.ts';
import { memoryOf, type Memory } from './device-memory.ts';
import { countOnlyHere } from './only-here.ts';
import type { Query } from './query.ts';
import { reading, waitingCount } from './reading.ts';
import { openRecordDatabase } from './record-database.ts';
import { returnedWork } from './returned-work.ts';
import type { ReturnedEntry, UnsentEntry } from './returned-entry.ts';
import type { SyncStatus } from './sync-status.ts';
import { sharedStatus } from './shared-status.ts';
import { closeStreams } from './shared-streams.ts';
import { syncSide, type SyncSide } from './sync-side.ts';

/** The records of this device: everything the app reads and writes, whether there is a network or not. */
export interface DeviceStore {
  /** Device time corrected by the server's. */
  now(): number;
  create<C extends Collection>(
    c: C,
    fields: NewFields<C>,
    how?: { readonly draft?: boolean; readonly id?: string },
  ): Promise<Local<C>>;
  createMany<C extends Collection>(
    c: C,
    list: readonly NewFields<C>[],
  ): Promise<readonly Local<C>[]>;
  edit<C extends Collection>(c: C, id: string, change: ChangeOf<C>): Promise<void>;
  /** Members for sets that only grow: a step of a need, an ack of an alarm, a receipt. */
  addTo<C extends Collection, F extends GrowField<C>>(
    c: C,
    id: string,
    field: F,
    member: NewMember<C, F>,
  ): Promise<void>;
  /** Many edits in one write. */
  editMany<C extends Collection>(c: C, edits: readonly RecordEdit<C>[]): Promise<void>;
  finishDraft<C extends Collection>(c: C, id: string, change?: ChangeOf<C>): Promise<void>;
  discardDraft(c: Collection, id: string): Promise<void>;
  remove(c: Collection, id: string): Promise<void>;
  /** Many removals in one write, such as the undo of an import. */
  removeMany(c: Collection, ids: readonly string[]): Promise<void>;
  get<C extends Collection>(c: C, id: string): Promise<Local<C> | null>;
  find<C extends Collection>(c: C, query?: Query<C>): Promise<readonly Local<C>[]>;
  watch<C extends Collection>(c: C, query?: Query<C>): Observable<readonly Local<C>[]>;
  watchOne<C extends Collection>(c: C, id: string): Observable<Local<C> | null>;
  unsent(): Observable<readonly UnsentEntry[]>;
  /** How much is half filled. */
  countDrafts(): Observable<number>;
  returned(): Observable<readonly ReturnedEntry[]>;
  /** Writes a returned edit again, with changed values where the first ones were refused. */
  resend(returnedId: string, change?: Readonly<Record<string, unknown>>): Promise<void>;
  dismiss(returnedId: string): Promise<void>;
  readonly syncStatus: Observable<SyncStatus>;
  /** Small values that stay on this device: elder mode, language, the last place. */
  memory<T>(key: string): Memory<T>;
  /** How much would be lost with this device. */
  countOnlyHere(): Promise<number>;
  /** Signs the device out: every database is removed. */
  forget(): Promise<void>;
  close(): Promise<void>;
}

export interface DeviceStoreOptions {
  readonly name: string;
  readonly person: string;
  readonly device: string;
  now(): number;
  newId(): string;
}

/** The store for the screens, and the same store as the sync engine sees it. */
export interface OpenStore {
  readonly store: DeviceStore;
  readonly sync: SyncSide;
  /** Parcels packed here, and those carried for others. */
  readonly carried: CarriedSide;
}

type Types = Readonly<Record<string, RecordTypeDeclaration>>;

export async function openDeviceStore(options: DeviceStoreOptions): Promise<DeviceStore> {
  return (await openStore(options)).store;
}

/** Opens every database of this device; `types` are given by tests of an upgrade. */
export async function openStore(
  options: DeviceStoreOptions,
  types: Types = recordTypes,
): Promise<OpenStore> {
  const openDevice = async () => {
    const device = await openDeviceDatabase(deviceDatabaseName(options.name));
    return { device, clock: await openDeviceClock(device, () => options.now()) };
  };
  const [records, { device, clock }] = await Promise.all([
    openRecordDatabase(options.name, types),
    openDevice(),
  ]);
  const author = {
    person: options.person,
    now: () => clock.now(),
    stamp: () => clock.stamp(),
    newId: () => options.newId(),
  };
  const read = reading(records, types);
  const unsent = read.unsent();
  const waiting = waitingCount(records, types);
  const write = localWrites(records, types, author);
  const close = async () => {
    closeStreams(store);
    clock.close();
    await records.rx.close();
    device.dexie.close();
  };
  const store: DeviceStore = {
    now: () => clock.now(),
    ...write,
    ...read,
    unsent: () => unsent,
    ...returnedWork(device, write),
    syncStatus: sharedStatus(device, waiting),
    memory: (key) => memoryOf(device, key),
    countOnlyHere: () => countOnlyHere(records, device),
    forget: async () => {
      await close();
      await forgetDatabases(options.name, types);
    },
    close,
  };
  const carried = carriedSide(device, () => clock.now());
  return { store, carried, sync: syncSide(records, device, types, clock, waiting) };
}
