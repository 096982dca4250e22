import type { Need, NeedCategory } from '../needs.ts';

interface Fitting {
  /** Words in a skill that are what the category is about, as people write their skills. */
  readonly close: readonly string[];
  /** Words in a skill that come in handy. */
  readonly handy: readonly string[];
}

const fitting: Readonly<Record<NeedCategory, Fitting>> = {
  errand: { close: ['跑腿', '代购', '开车'], handy: ['做饭'] },
  medical: { close: ['陪同就医', '陪诊', '医', '护理', '健康'], handy: ['急救', '开车'] },
  repair: { close: ['维修', '水电', '电工', '木工'], handy: [] },
  cleaning: { close: ['保洁', '清洁', '打扫', '家政'], handy: [] },
  company: { close: ['陪伴', '聊天', '心理'], handy: ['理发', '合唱', '做饭'] },
  learning: { close: ['电脑', '手机', '辅导', '英语'], handy: ['书法', '摄影'] },
  mediation: { close: ['调解', '法律'], handy: ['心理'] },
  hazard: { close: ['水电', '维修', '电工', '消防'], handy: ['急救'] },
  other: { close: [], handy: [] },
};

/** How well a skill fits a need, 0 to 1: asked for by name, what such needs are about, or handy. */
export function skillFit(skill: string, need: Pick<Need, 'category' | 'what'>): number {
  if (skill === '') return 0;
  const { close, handy } = fitting[need.category];
  const has = (word: string): boolean => skill.includes(word);
  const asked = [...close, ...handy].some((word) => has(word) && need.what.includes(word));
  if (asked || need.what.includes(skill)) return 1;
  return close.some(has) ? 0.8 : handy.some(has) ? 0.5 : 0;
}
