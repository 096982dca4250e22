import type { AlarmReason, Visit, VisitAck } from '../visits.ts';

/** An acknowledgement takes an alarm up, tells more about it, or ends it. */
export type AckKind = 'takes' | 'tells' | 'closes';

/** What an acknowledgement does: one that neither ends the alarm nor says anything is "I am going". */
export function ackKindOf(ack: Pick<VisitAck, 'closes' | 'note' | 'reason'>): AckKind {
  if (ack.closes) return 'closes';
  return ack.note !== undefined || ack.reason !== undefined ? 'tells' : 'takes';
}

export interface AlarmState {
  readonly open: boolean;
  /** What happened, as last told; null while nobody has said. */
  readonly reason: AlarmReason | null;
  /** Whoever goes there, each person once, the first first. */
  readonly takenBy: readonly VisitAck[];
  /** The acknowledgement that ended it; a second one changes nothing. */
  readonly closedBy: VisitAck | null;
  /** Everything that was said or done since, in the order in which it happened. */
  readonly acks: readonly VisitAck[];
}

const byTime = (a: VisitAck, b: VisitAck): number =>
  a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** How an alarm stands, whatever the order in which its acknowledgements arrived. */
export function alarmStateOf(alarm: Pick<Visit, 'reason' | 'acks'>): AlarmState {
  const acks = (alarm.acks ?? []).toSorted(byTime);
  const takenBy = new Map<string, VisitAck>();
  let reason: AlarmReason | null = alarm.reason ?? null;
  let closedBy: VisitAck | null = null;
  for (const ack of acks) {
    const kind = ackKindOf(ack);
    if (ack.reason !== undefined) reason = ack.reason;
    if (kind === 'takes' && !takenBy.has(ack.by)) takenBy.set(ack.by, ack);
    if (kind === 'closes') closedBy ??= ack;
  }
  return { open: closedBy === null, reason, takenBy: [...takenBy.values()], closedBy, acks };
}

/** Alarms that nobody has ended, the newest first. */
export function openAlarms<V extends Visit>(visits: readonly V[]): V[] {
  return visits
    .filter((visit) => visit.kind === 'alarm' && alarmStateOf(visit).open)
    .toSorted((a, b) => b.startedAt - a.startedAt || (a.id < b.id ? -1 : 1));
}
