import type { VisitQuestion } from '../../domain/visit-questions.ts';
import type { VisitOutcome } from '../../domain/visits.ts';
import type { Say } from '../../ui/words.ts';
import { visitWords } from './words.ts';

export type VisitWord = keyof typeof visitWords.zh;
export type SayVisit = Say<VisitWord>;

const known = (key: string): key is VisitWord => Object.hasOwn(visitWords.zh, key);

/** How a question is put: to the one person visited, or about the whole household where that sounds different. */
export function questionText(question: VisitQuestion, watched: boolean, say: SayVisit): string {
  const home = `${question.id}Home`;
  const key = !watched && known(home) ? home : question.id;
  return known(key) ? say(key) : question.id;
}

/** An answer in words; one from a later version of the app is shown as it is. */
export function answerText(question: string, choice: string, say: SayVisit): string {
  const key = `${question}.${choice}`;
  return known(key) ? say(key) : choice;
}

export function outcomeText(outcome: VisitOutcome, say: SayVisit): string {
  return say(`outcome.${outcome}`);
}

/** What was found, in short: 水管：漏水. */
export function concernText(question: string, choice: string, say: SayVisit): string {
  const key = `short.${question}`;
  const what = known(key) ? say(key) : question;
  return say('concern', { what, answer: answerText(question, choice, say) });
}
