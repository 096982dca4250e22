/** Linli: the store and the sync engine of the app as it ships, under a list as bare as the floor's. */
import '../../../src/app/no-eval.ts';
import { combineLatest, filter, firstValueFrom, map, tap, type Observable } from 'rxjs';
import { signInPorts } from '../../../src/app/open-device.ts';
import type { Need } from '../../../src/domain/needs.ts';
import type { DeviceValue } from '../../../src/store/device-context.tsx';
import { within } from '../../../src/store/query.ts';
import { buildingKey, bytesOfOrigin, noteShown, offer } from './jobs.ts';
import { newNeed, newVisit, openInOrder, show } from './need-list.ts';

type Needs = readonly Need[];

let device: DeviceValue | null = null;
let shown: Observable<Needs> | null = null;

function here(): DeviceValue {
  if (!device) throw new Error('nobody is signed in');
  return device;
}

/** The live list of a building, on the screen whenever it changes. */
function showing({ store }: DeviceValue, building: string): Observable<Needs> {
  return store
    .watch('needs', { where: { place: within(building) } })
    .pipe(map(openInOrder), tap(show));
}

offer({
  async firstSync(code, building, rows) {
    const began = performance.now();
    const signedIn = await signInPorts.enrol(code, 'bench');
    if (!signedIn.ok) throw new Error(signedIn.problem.code);
    ({ device } = signedIn);
    shown = showing(device, building);
    await firstValueFrom(
      combineLatest([shown, device.store.syncStatus]).pipe(
        filter(([list, { phase }]) => list.length === rows && phase === 'upToDate'),
      ),
    );
    const took = performance.now() - began;
    localStorage.setItem(buildingKey, building);
    return took;
  },
  async writeAndSee(household, times) {
    const { store } = here();
    const each: number[] = [];
    let seen: (needs: Needs) => void = () => undefined;
    const watching = shown?.subscribe((needs) => seen(needs));
    for (let n = 0; n < times; n += 1) {
      const began = performance.now();
      let id = '';
      const appeared = new Promise<void>((resolve) => {
        seen = (needs) => {
          if (id !== '' && needs.some((need) => need.id === id)) resolve();
        };
      });
      const { at: _, ...need } = newNeed(household, Date.now());
      id = crypto.randomUUID();
      await store.create('needs', { ...need, steps: [{ step: 'submitted' }] }, { id });
      await appeared;
      each.push(performance.now() - began);
    }
    watching?.unsubscribe();
    return each;
  },
  async writeVisits(households) {
    const { store } = here();
    const began = performance.now();
    for (const place of households) await store.create('visits', newVisit(place, Date.now()));
    return performance.now() - began;
  },
  async push() {
    const { store, syncNow } = here();
    const began = performance.now();
    syncNow();
    await firstValueFrom(store.unsent().pipe(filter((waiting) => waiting.length === 0)));
    return performance.now() - began;
  },
  async ask(buildings) {
    const { store } = here();
    const began = performance.now();
    for (const building of buildings)
      openInOrder(await store.find('needs', { where: { place: within(building) } }));
    return performance.now() - began;
  },
  bytes: bytesOfOrigin,
});

const building = localStorage.getItem(buildingKey);
if (building !== null) {
  device = await signInPorts.restore();
  shown = showing(here(), building);
  await firstValueFrom(shown);
  noteShown();
  shown.subscribe();
}
