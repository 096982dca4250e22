import type { NeedCategory } from './needs.ts';

/** How an answer is to be taken; a bad one is offered as a need at the end of the visit. */
export type ChoiceSense = 'good' | 'fair' | 'bad';

export interface VisitChoice {
  readonly id: string;
  readonly sense: ChoiceSense;
}

export interface VisitQuestion {
  readonly id: string;
  readonly part: 'ask' | 'look';
  readonly choices: readonly VisitChoice[];
  /** What kind of need a bad answer suggests. */
  readonly suggests: NeedCategory;
  /** Asked only of somebody who is watched, not of every household once a month. */
  readonly watchedOnly?: true;
}

/** 一问二看: what is asked and looked at, in the order in which one meets it. Words are in the app. */
export const visitQuestions = [
  {
    id: 'health',
    part: 'ask',
    suggests: 'medical',
    choices: [
      { id: 'well', sense: 'good' },
      { id: 'fair', sense: 'fair' },
      { id: 'unwell', sense: 'bad' },
    ],
  },
  {
    id: 'medicine',
    part: 'ask',
    suggests: 'medical',
    watchedOnly: true,
    choices: [
      { id: 'taken', sense: 'good' },
      { id: 'missed', sense: 'bad' },
      { id: 'none', sense: 'good' },
    ],
  },
  {
    id: 'meals',
    part: 'ask',
    suggests: 'errand',
    watchedOnly: true,
    choices: [
      { id: 'fine', sense: 'good' },
      { id: 'poor', sense: 'bad' },
    ],
  },
  {
    id: 'mood',
    part: 'ask',
    suggests: 'company',
    choices: [
      { id: 'good', sense: 'good' },
      { id: 'fair', sense: 'fair' },
      { id: 'low', sense: 'bad' },
    ],
  },
  {
    id: 'gas',
    part: 'look',
    suggests: 'hazard',
    choices: [
      { id: 'safe', sense: 'good' },
      { id: 'risk', sense: 'bad' },
    ],
  },
  {
    id: 'electricity',
    part: 'look',
    suggests: 'hazard',
    choices: [
      { id: 'safe', sense: 'good' },
      { id: 'risk', sense: 'bad' },
    ],
  },
  {
    id: 'water',
    part: 'look',
    suggests: 'repair',
    choices: [
      { id: 'fine', sense: 'good' },
      { id: 'leak', sense: 'bad' },
    ],
  },
  {
    id: 'falls',
    part: 'look',
    suggests: 'hazard',
    choices: [
      { id: 'clear', sense: 'good' },
      { id: 'risk', sense: 'bad' },
    ],
  },
  {
    id: 'food',
    part: 'look',
    suggests: 'errand',
    choices: [
      { id: 'enough', sense: 'good' },
      { id: 'short', sense: 'bad' },
    ],
  },
] as const satisfies readonly VisitQuestion[];

export type Answers = Readonly<Record<string, string>>;

/** The questions of one part of a visit to somebody watched, or to a household as a whole. */
export function questionsOf(part: VisitQuestion['part'], watched: boolean): VisitQuestion[] {
  return (visitQuestions as readonly VisitQuestion[]).filter(
    (question) => question.part === part && (watched || !question.watchedOnly),
  );
}

/** Answers that say all is well for each of these questions which has none yet. */
export function allWell(questions: readonly VisitQuestion[], answers: Answers): Answers {
  const rest = questions.filter((question) => answers[question.id] === undefined);
  const well = rest.flatMap(({ id, choices }) => {
    const good = choices.find((choice) => choice.sense === 'good');
    return good ? [[id, good.id] as const] : [];
  });
  return { ...answers, ...Object.fromEntries(well) };
}

/** The questions whose answer needs somebody to do something. */
export function concerns(answers: Answers): VisitQuestion[] {
  return (visitQuestions as readonly VisitQuestion[]).filter((question) =>
    question.choices.some(({ id, sense }) => sense === 'bad' && answers[question.id] === id),
  );
}
