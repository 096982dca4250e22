import type { Need, NeedCategory } from '../needs.ts';

/** Words in a skill that fit a category, as people write their skills. */
const fitting: Readonly<Record<NeedCategory, readonly string[]>> = {
  errand: ['开车', '跑腿', '代购', '做饭'],
  medical: ['陪同就医', '陪诊', '医', '护理', '急救', '健康', '开车'],
  repair: ['维修', '水电', '电工', '木工'],
  cleaning: ['保洁', '清洁', '打扫', '家政'],
  company: ['陪伴', '聊天', '心理', '理发', '合唱'],
  learning: ['电脑', '手机', '辅导', '书法', '摄影', '英语'],
  mediation: ['调解', '法律', '心理'],
  hazard: ['水电', '维修', '电工', '消防', '急救'],
  other: [],
};

/** Whether somebody's skill helps with a need: by its category, or because its words name the skill. */
export function skillFits(skill: string, need: Pick<Need, 'category' | 'what'>): boolean {
  return (
    skill !== '' &&
    (need.what.includes(skill) || fitting[need.category].some((word) => skill.includes(word)))
  );
}
