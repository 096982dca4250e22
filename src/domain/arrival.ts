import { fieldOf } from './access.ts';
import { recordTypes, type Collection } from './record-types.ts';

/** Who handed a write in, on which device, and when it arrived (ms). */
export interface Arrival {
  readonly by: string;
  readonly byName: string;
  readonly device: string;
  readonly at: number;
}

type Fields = Readonly<Record<string, unknown>>;

/** Times of what has happened; a clock that runs ahead must not make them lie in the future. */
const timesPast: readonly string[] = ['startedAt', 'finishedAt'];

function sealedMember(member: unknown, arrival: Arrival): unknown {
  const { at, byName, ...rest } = member as { at: number; byName?: string };
  return {
    ...rest,
    at: Math.min(at, arrival.at),
    by: arrival.by,
    ...(byName === undefined ? {} : { byName: arrival.byName }),
    device: arrival.device,
    receivedAt: arrival.at,
  };
}

/** The fields of a write with author, device and receipt as the session knows them, whatever the body said. */
export function sealFields(
  c: Collection,
  fields: Fields,
  arrival: Arrival,
): Record<string, unknown> {
  const sealed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (fieldOf(recordTypes[c], name)?.merge === 'grow' && Array.isArray(value)) {
      sealed[name] = value.map((member) => sealedMember(member, arrival));
    } else if (timesPast.includes(name) && typeof value === 'number') {
      sealed[name] = Math.min(value, arrival.at);
    } else if (name === 'visitorName' && value !== undefined) {
      sealed[name] = arrival.byName;
    } else sealed[name] = value;
  }
  return sealed;
}
