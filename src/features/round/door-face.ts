import { Check, DoorClosed, Eye, UserRoundX } from 'lucide-react';
import { surnameOf } from '../../domain/door.ts';
import type { DoorState } from '../../domain/rules/coverage.ts';
import type { IconType } from '../../ui/icon.tsx';
import type { Tone } from '../../ui/palette.ts';
import type { Say } from '../../ui/words.ts';
import type { roundWords } from './words.ts';
import type { Door } from './use-round.ts';

export type SayRound = Say<keyof (typeof roundWords)['zh']>;

type WordKey = Parameters<SayRound>[0];

export interface StateFace {
  readonly word: WordKey;
  readonly icon: IconType;
  readonly tone: Tone | undefined;
}

/** How each state of a door looks: never by colour alone. */
export const stateFaces: Readonly<Record<DoorState, StateFace>> = {
  unvisited: { word: 'stateUnvisited', icon: DoorClosed, tone: undefined },
  met: { word: 'stateMet', icon: Check, tone: 'teal' },
  notIn: { word: 'stateNotIn', icon: UserRoundX, tone: 'amber' },
  refused: { word: 'stateRefused', icon: UserRoundX, tone: 'grey' },
  moved: { word: 'stateMoved', icon: DoorClosed, tone: 'grey' },
};

/** How a tile looks, in plain values, so that one can tell whether it has changed. */
export interface DoorFace {
  /** The door number. */
  readonly door: string;
  readonly surname: string;
  readonly nobody: boolean;
  readonly watched: boolean;
  readonly tone: Tone | undefined;
  readonly edge: Tone | undefined;
  /** What presses most, in a word; null where the icon says enough. */
  readonly word: string | null;
  readonly icon: IconType | null;
  /** All of it in words, for those who hear it: 302 王桂英 重点 未访 逾期. */
  readonly spoken: string;
}

/** What presses most at a door. */
function markOf(door: Door): { readonly word: WordKey | null; readonly icon: IconType | null } {
  if (door.alarm !== null) return { word: 'alarm', icon: null };
  if (door.draft !== null) return { word: 'draft', icon: null };
  if (door.care === 'overdue') return { word: 'overdue', icon: null };
  if (door.state === 'met') return { word: null, icon: Check };
  if (door.state === 'unvisited') return { word: null, icon: door.care ? Eye : null };
  return { word: stateFaces[door.state].word, icon: null };
}

/** A door's tile: colour from this month's state, edge and word from what presses most. */
export function doorFace(door: Door, say: SayRound): DoorFace {
  const state = stateFaces[door.state];
  const late = door.care === 'overdue';
  const { word, icon } = markOf(door);
  const head = door.people[0];
  const spoken = [
    doorLabel(door),
    door.care ? say('watched') : '',
    say(state.word),
    door.alarm ? say('alarm') : '',
    door.draft ? say('draft') : '',
    late ? say('overdue') : '',
  ];
  return {
    door: door.name,
    surname: head ? surnameOf(head.name) : say('nobody'),
    nobody: head === undefined,
    watched: door.care !== null,
    tone: door.alarm ? 'alarm' : state.tone,
    edge: door.alarm || late ? 'alarm' : door.draft ? 'teal' : undefined,
    word: word && say(word),
    icon,
    spoken: spoken.filter((part) => part !== '').join(' '),
  };
}

/** How one names a door to somebody: 302 王桂英. */
export function doorLabel(door: Pick<Door, 'name' | 'people'>): string {
  const head = door.people[0];
  return head ? `${door.name} ${head.name}` : door.name;
}
