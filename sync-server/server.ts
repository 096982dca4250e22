import type {
  CodeAnswer,
  DemoAnswer,
  EnrolAnswer,
  EndDeviceAnswer,
  EndDeviceRequest,
  EnrolRequest,
  SessionAnswer,
} from '../src/protocol/session.ts';
import type {
  CompareAnswer,
  CompareRequest,
  PartsAnswer,
  PartsRequest,
} from '../src/protocol/compare.ts';
import type { CarriedAnswer, DeviceKeyAnswer } from '../src/protocol/parcel.ts';
import type { PullAnswer, PullRequest, PushAnswer } from '../src/protocol/sync.ts';
import { makeCarriedDesk } from './carried/carried-desk.ts';
import { keepDeviceKey } from './carried/device-key.ts';
import { takeInParcel } from './carried/take-in.ts';
import { compare } from './compare/compare.ts';
import { recordsOfParts } from './compare/parts.ts';
import type { Core } from './core.ts';
import { makeCounters } from './counters.ts';
import { demoPeople, keepDemoPeople, type DemoPerson } from './demo-people.ts';
import type { Outcome } from './outcome.ts';
import { pull } from './pull/pull.ts';
import { pushRows } from './push/push.ts';
import { makeLimits } from './session/attempts.ts';
import { makePace } from './session/pace.ts';
import { codeFor } from './session/code-for.ts';
import { createCommunity, type NewCommunity } from './session/create-community.ts';
import { endDevice, noteWiped } from './session/end-device.ts';
import { enrol } from './session/enrol.ts';
import {
  postsToListenBy,
  sessionAnswerOf,
  sessionOfToken,
  systemSession,
  type Session,
} from './session/session.ts';
import { signOut } from './session/sign-out.ts';
import { isStoreBehind } from './store/community.ts';
import { makeLineage } from './store/lineage.ts';
import { openMeta } from './store/meta.ts';
import type { Store } from './store/store.ts';
import { makeStreamHub, type Listener } from './stream/hub.ts';
import type { Surroundings } from './surroundings.ts';

export interface ServerOptions extends Surroundings {
  readonly store: Store;
  readonly version?: string;
  readonly demo?: boolean;
  /** The store was put back from a backup: devices start afresh and offer what it lacks. */
  readonly restored?: boolean;
}

/** Every call of the wire without the wire, and the few more that the shell and a demo need. */
export interface SyncServer {
  readonly core: Core;
  enrol(request: EnrolRequest, address: string): Promise<Outcome<EnrolAnswer>>;
  sessionOf(token: string): Promise<Outcome<Session>>;
  session(session: Session): Promise<SessionAnswer>;
  signOut(session: Session): Promise<void>;
  endDevice(session: Session, request: EndDeviceRequest): Promise<Outcome<EndDeviceAnswer>>;
  /** A device whose use was ended says with its last token that it has forgotten everything. */
  wiped(token: string): Promise<void>;
  code(session: Session, person: string): Promise<Outcome<CodeAnswer>>;
  pull(session: Session, request: PullRequest): Promise<Outcome<PullAnswer>>;
  /** `checkpoint` is where the device stands: nothing is taken in by a store from before it. */
  push(session: Session, rows: readonly unknown[], checkpoint?: string | null): Promise<PushAnswer>;
  compare(session: Session, request: CompareRequest): Promise<Outcome<CompareAnswer>>;
  parts(session: Session, request: PartsRequest): Promise<Outcome<PartsAnswer>>;
  /** Takes in a parcel that was carried for somebody else. */
  carried(session: Session, parcel: string): Promise<Outcome<CarriedAnswer>>;
  deviceKey(session: Session, publicKey: string): Promise<Outcome<DeviceKeyAnswer>>;
  stream(session: Session, listener: Listener): Promise<() => void>;
  /** A session which may do anything in a community and tell its own history. */
  systemSession(community: string): Session;
  communities(): Promise<readonly string[]>;
  /** Whether the store is older than what devices have seen, so that nothing may be served from it. */
  isBehind(): Promise<boolean>;
  createCommunity(community: NewCommunity): Promise<void>;
  keepDemoPeople(community: string, people: readonly DemoPerson[]): Promise<void>;
  demoPeople(): Promise<Outcome<DemoAnswer>>;
  close(): Promise<void>;
}

/** Puts the server together over an open store; nothing listens yet. */
export async function openServer(options: ServerOptions): Promise<SyncServer> {
  const { store } = options;
  const surroundings: Surroundings = {
    now: () => options.now(),
    randomBytes: (size) => options.randomBytes(size),
    every: (milliseconds, work) => options.every(milliseconds, work),
    report: (event, details, error) => options.report(event, details, error),
  };
  const { secret, epoch } = await openMeta(store, surroundings, options.restored ?? false);
  const lineage = makeLineage(surroundings);
  lineage.behind = await store.read(isStoreBehind);
  const hub = makeStreamHub(surroundings, (session) =>
    store.read((sql) => postsToListenBy(sql, session)),
  );
  const stopListening = store.listen(hub);
  const core: Core = {
    ...surroundings,
    store,
    lineage,
    secret,
    epoch,
    version: options.version ?? '0',
    demo: options.demo ?? false,
    counters: makeCounters(),
    limits: makeLimits(surroundings),
    pace: {
      push: makePace(surroundings, { burst: 30_000, perSecond: 200, atOnce: 3 }),
      pull: makePace(surroundings, { burst: 300_000, perSecond: 2000, atOnce: 4 }),
    },
    carried: makeCarriedDesk(secret, surroundings),
    hub,
  };
  return {
    core,
    enrol: (request, address) => enrol(core, request, address),
    sessionOf: (token) => sessionOfToken(core, token),
    session: (session) => store.read((sql) => sessionAnswerOf(core, sql, session)),
    signOut: (session) => signOut(core, session),
    endDevice: (session, request) => endDevice(core, session, request),
    wiped: (token) => noteWiped(core, token),
    code: (session, person) => codeFor(core, session, person),
    pull: (session, request) => pull(core, session, request),
    push: (session, rows, checkpoint) => pushRows(core, session, rows, checkpoint),
    compare: (session, request) => compare(core, session, request),
    parts: (session, request) => recordsOfParts(core, session, request),
    carried: (session, parcel) => takeInParcel(core, session, parcel),
    deviceKey: (session, publicKey) => keepDeviceKey(core, session, publicKey),
    stream: (session, listener) => core.hub.open(session, listener),
    systemSession,
    communities: () =>
      store.read(async (sql) => {
        const rows = await sql.all<{ id: string }>('select id from communities order by id');
        return rows.map((row) => row.id);
      }),
    isBehind: async () => {
      lineage.behind = await store.read(isStoreBehind);
      return lineage.behind;
    },
    createCommunity: (community) => createCommunity(core, community),
    keepDemoPeople: (community, people) => keepDemoPeople(core, community, people),
    demoPeople: () => demoPeople(core),
    close: async () => {
      stopListening();
      core.hub.closeAll();
      await store.close();
    },
  };
}
