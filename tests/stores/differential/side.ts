import { chanceFrom } from '../../../sync-server/demo/chance.ts';
import { openServer, type SyncServer } from '../../../sync-server/server.ts';
import type { Session } from '../../../sync-server/session/session.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { digestStore } from '../../../sync-server/store/table-digest.ts';
import { tableShapes } from '../../../sync-server/store/table-shapes.ts';

/** Time and chance of both sides: equal questions are asked at equal times and get equal ids. */
export interface Moment {
  at: number;
  operation: number;
  readonly seed: number;
}

/** A device as one side knows it. */
export interface SideDevice {
  readonly session: Session;
  readonly token: string;
}

/** The same server on one of the stores. */
export interface Side {
  readonly name: string;
  readonly server: SyncServer;
  readonly devices: SideDevice[];
  /** Called before each operation, so that one side's chance does not depend on how often it was asked before. */
  begin(): void;
  /** Everything that is kept, table by table. */
  dump(): Promise<unknown>;
  /** Faults that were reported on the way. */
  readonly reports: readonly string[];
}

export async function openSide(store: Store, moment: Moment): Promise<Side> {
  let chance = chanceFrom(moment.seed);
  const reports: string[] = [];
  const server = await openServer({
    store,
    now: () => moment.at,
    randomBytes: (size) => Uint8Array.from({ length: size }, () => chance.whole(0, 255)),
    every: () => () => undefined,
    report: (event, details) => reports.push(`${event} ${JSON.stringify(details ?? {})}`),
  });
  const shapes = await tableShapes();
  return {
    name: store.name,
    server,
    devices: [],
    begin() {
      chance = chanceFrom(moment.seed * 1_000_003 + moment.operation);
    },
    dump: () => store.read((sql) => digestStore(sql, shapes)),
    reports,
  };
}
