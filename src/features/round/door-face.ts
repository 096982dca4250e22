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

export interface DoorFace {
  readonly surname: string;
  readonly tone: Tone | undefined;
  readonly edge: Tone | undefined;
  /** What presses most, in a word; null where the icon says enough. */
  readonly word: WordKey | null;
  readonly icon: IconType | null;
  /** All of it in words, for those who hear it: 302 王桂英 重点 未访 逾期. */
  readonly spoken: string;
}

/** A door's tile: colour from this month's state, edge and word from what presses most. */
export function doorFace(door: Door, say: SayRound): DoorFace {
  const state = stateFaces[door.state];
  const late = door.care === 'overdue';
  const mark: { word: WordKey | null; icon: IconType | null } = door.alarm
    ? { word: 'alarm', icon: null }
    : door.draft
      ? { word: 'draft', icon: null }
      : late
        ? { word: 'overdue', icon: null }
        : door.state === 'met'
          ? { word: null, icon: Check }
          : door.state === 'unvisited'
            ? { word: null, icon: door.care ? Eye : null }
            : { word: state.word, icon: null };
  const head = door.people[0];
  return {
    surname: head ? surnameOf(head.name) : say('nobody'),
    tone: door.alarm ? 'alarm' : state.tone,
    edge: door.alarm || late ? 'alarm' : door.draft ? 'teal' : undefined,
    ...mark,
    spoken: [
      doorLabel(door),
      door.care ? say('watched') : '',
      say(state.word),
      door.alarm ? say('alarm') : '',
      door.draft ? say('draft') : '',
      late ? say('overdue') : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  };
}

/** How one names a door to somebody: 302 王桂英. */
export function doorLabel(door: Pick<Door, 'name' | 'people'>): string {
  const head = door.people[0];
  return head ? `${door.name} ${head.name}` : door.name;
}
