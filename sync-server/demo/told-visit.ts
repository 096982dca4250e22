import { questionsOf, type Answers } from '../../src/domain/visit-questions.ts';
import type { VisitOutcome } from '../../src/domain/visits.ts';
import type { Chance } from './chance.ts';
import { hour, minute } from './working-time.ts';

/** A visit as the demo tells it, before it becomes a row. */
export interface ToldVisit {
  readonly id: string;
  readonly kind: 'round' | 'watch';
  readonly place: string;
  readonly person?: string;
  readonly at: number;
  readonly finishedAt: number;
  readonly outcome: VisitOutcome;
  readonly answers?: Answers;
  readonly note?: string;
  readonly by: string;
  readonly byName: string;
  readonly receivedAt: number;
  /** Needs raised at the door. */
  readonly needs: string[];
}

const metNotes = {
  watch: [
    '精神不错，聊了一会儿家常。',
    '早饭吃了粥和鸡蛋，药按时吃了。',
    '说夜里睡不踏实，让她白天多走走。',
    '膝盖还是疼，家里有膏药。',
    '女儿周末要来，心情好。',
    '血压量了，138/86。',
    '帮着把煤气总阀检查了一遍，关好了。',
    '冰箱里有剩菜放久了，帮着清了。',
    '提醒天冷加衣，暖气已热。',
    '手机没声音，帮着调好了。',
  ],
  round: [
    '一家都在，没有什么困难。',
    '宣传了用气安全，领了资料。',
    '楼道堆物已请他们今天搬走。',
    '租客，房东电话已记。',
    '孩子放学没人接，问了社区托管。',
    '厨房水龙头滴水，会自己换。',
    '想报名书法班。',
    '电动车不再推上楼充电，已说好。',
  ],
} as const;
const notInNotes = [
  '敲门没人应，邻居说买菜去了。',
  '没在家，门上留了条。',
  '电话打通了，在女儿家，周日回。',
] as const;
const refusedNotes = ['说不方便，改天再来。', '隔着门说家里都好，不用进。'] as const;
const movedNotes = ['房子空着，邻居说上个月搬走了。', '人户分离，住在儿子家。'] as const;

/** What was answered at a visit: mostly well, now and then something that calls for a word. */
export function answersFor(watched: boolean, chance: Chance): Answers {
  const questions = [...questionsOf('ask', watched), ...questionsOf('look', watched)];
  return Object.fromEntries(
    questions.map(({ id, choices }) => {
      const wanted = chance.next();
      const sense = wanted < 0.88 ? 'good' : wanted < 0.96 ? 'fair' : 'bad';
      const choice = choices.find((one) => one.sense === sense) ?? choices[0];
      return [id, choice?.id ?? ''];
    }),
  );
}

export function noteFor(
  kind: ToldVisit['kind'],
  outcome: VisitOutcome,
  chance: Chance,
): string | undefined {
  if (outcome === 'met') return chance.sometimes(0.15) ? chance.pick(metNotes[kind]) : undefined;
  if (outcome === 'notIn') return chance.sometimes(0.3) ? chance.pick(notInNotes) : undefined;
  return chance.pick(outcome === 'refused' ? refusedNotes : movedNotes);
}

/** When the centre had it: mostly within minutes, now and then hours later, from a stairwell without signal. */
export function receiptOf(at: number, now: number, chance: Chance): number {
  const delay = chance.sometimes(0.8)
    ? chance.between(1, 25) * minute
    : chance.between(1, 9) * hour;
  return Math.min(now, Math.round(at + delay));
}

/** The row that makes a told visit. */
export function visitRow(visit: ToldVisit) {
  const { id, at, by, byName, needs, answers, note, person, ...told } = visit;
  return {
    c: 'visits' as const,
    id,
    op: 'create' as const,
    stamp: told.finishedAt,
    r: {
      kind: told.kind,
      place: told.place,
      ...(person === undefined ? {} : { person }),
      startedAt: at,
      finishedAt: told.finishedAt,
      outcome: told.outcome,
      ...(answers ? { answers } : {}),
      ...(note === undefined ? {} : { note }),
      visitorName: byName,
      ...(needs.length > 0 ? { needs } : {}),
      createdAt: at,
      createdBy: by,
      receivedAt: told.receivedAt,
    },
  };
}
