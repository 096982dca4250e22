import type { LoadDevice } from './load-community.ts';
import { needOf, newLoadId, visitTo, type Resident } from './load-history.ts';

/** Makes what a device has written since it was last heard of. */
export interface RowMaker {
  /** So many rows: mostly visits, some needs with steps taken on them, some edits of people. */
  next(count: number): unknown[];
}

interface Edit {
  readonly c: string;
  readonly id: string;
  readonly op: 'edit';
  readonly set: Readonly<Record<string, unknown>>;
  readonly stamps: Readonly<Record<string, number>>;
  readonly seen: number;
}

function edit(c: string, id: string, set: Record<string, unknown>, at: number): Edit {
  const stamps = Object.fromEntries(Object.keys(set).map((name) => [name, at]));
  return { c, id, op: 'edit', set, stamps, seen: 0 };
}

/** Rows as this device's holder may write them; a volunteer only visits. */
export function rowMaker({ role, residents, person }: LoadDevice, now: () => number): RowMaker {
  const raised: string[] = [];
  const mayArrange = role === 'head' || role === 'liaison';
  // Twenty people a device may edit, other ones for a head than for the liaisons under him.
  const edited = residents.slice(role === 'head' ? 0 : 25, role === 'head' ? 20 : 45);
  // Of two changes of a field within one millisecond the second would be taken for a repetition.
  const began = now() - 86_400_000;
  let turn = 0;

  function creation(c: string, r: Record<string, unknown>) {
    return { c, id: newLoadId(now()), op: 'create', r, stamp: now() };
  }

  function row(): unknown {
    turn += 1;
    const who: Resident | undefined = residents[turn % residents.length];
    const kind = mayArrange ? 'round' : 'watch';
    const visit = () => creation('visits', { kind, ...visitTo(who, now()) });
    if (!mayArrange) return visit();
    const step = turn % 20;
    if (step < 2) {
      const need = creation('needs', needOf(who, now()));
      raised.push(need.id);
      return need;
    }
    const about = raised.at(-1);
    if (step < 5 && about !== undefined) {
      const taken = { id: newLoadId(now()), step: 'contacted', at: now(), by: person };
      return edit('needs', about, { steps: [taken] }, began + turn);
    }
    const neighbour = edited[Math.floor(turn / 20) % edited.length];
    if (step === 5 && neighbour) {
      return edit('people', neighbour.id, { remark: `第${began + turn}次上门` }, began + turn);
    }
    return visit();
  }

  return { next: (count) => Array.from({ length: count }, row) };
}
