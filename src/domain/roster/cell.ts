import type { CorrectionCode, ReasonCode } from './outcome.ts';

/** What a cell says once it is mended, or why it cannot be taken. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T; readonly codes: readonly CorrectionCode[] }
  | { readonly ok: false; readonly code: ReasonCode };

export const read = <T>(value: T, codes: readonly CorrectionCode[] = []): Reading<T> => ({
  ok: true,
  value,
  codes,
});
export const refuse = (code: ReasonCode): { readonly ok: false; readonly code: ReasonCode } => ({
  ok: false,
  code,
});

/**
 * Full-width letters, digits and signs as the keyboard has them. Not NFKC: that would also change rare
 * characters in names, which must survive exactly.
 */
export function halfWidth(text: string): string {
  return text.replace(/[\uFF01-\uFF5E]/g, (sign) =>
    String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
  );
}

/** Spaces of every kind, the ideographic one too, and the invisible signs that copying leaves behind. */
const blank = /^[\s\u200B-\u200D\u2060\uFEFF]+|[\s\u200B-\u200D\u2060\uFEFF]+$/g;

export const trimmed = (text: string): string => text.replace(blank, '');

const placeholders = new Set(['-', '--', '—', '——', '－', '/', '／', '无', '空', 'N/A', 'n/a']);

/**
 * A cell without the spaces around it, and empty where it holds a sign that stands for nothing. The apostrophe by
 * which spreadsheets and our own exports keep a formula from running is not part of the text.
 */
export function tidy(cell: string): { text: string; codes: readonly CorrectionCode[] } {
  const text = trimmed(cell).replace(/^'(?=[=+\-@])/, '');
  if (placeholders.has(text)) return { text: '', codes: ['placeholder'] };
  return { text, codes: text === cell ? [] : ['spaces'] };
}

/** A cell without any space and in half-width signs: for numbers, doors and names of places. */
export function compact(text: string): { text: string; codes: readonly CorrectionCode[] } {
  const narrow = halfWidth(text);
  const tight = narrow.replace(/\s+/g, '');
  return {
    text: tight,
    codes: [
      ...(narrow === text ? [] : (['fullWidth'] as const)),
      ...(tight === narrow ? [] : (['spaces'] as const)),
    ],
  };
}

/** Signs that a broken encoding leaves where a character was. */
const lost = /[\uFFFD?？□■]/;
const startsLikeFormula = /^[=+\-@]/;

/** A person's name: spaces put in to fill the column go, everything else stays as it is. */
export function readName(text: string): Reading<string> {
  if (lost.test(text)) return refuse('unreadableText');
  if (startsLikeFormula.test(text) || /[<>]/.test(text)) return refuse('badName');
  const name = text.replace(/(\p{Script=Han})\s+(?=\p{Script=Han})/gu, '$1').replace(/\s+/g, ' ');
  if (name.length > 60) return refuse('tooLong');
  return read(name, name === text ? [] : ['spaces']);
}

/** A text in somebody's words: kept as it is, also where a spreadsheet or a browser would run it. */
export function readText(max: number) {
  return (text: string): Reading<string> => {
    if (text.includes('\uFFFD')) return refuse('unreadableText');
    if (text.length > max) return refuse('tooLong');
    const codes: CorrectionCode[] = [];
    if (startsLikeFormula.test(text)) codes.push('formulaAsText');
    if (/<[a-z!/][^<>]*>/i.test(text)) codes.push('htmlAsText');
    return read(text, codes);
  };
}

/** One of a few words; `words` maps each way of writing it to its value, the first way being the plain one. */
export function readChoice<T>(
  words: Readonly<Record<string, readonly [T, ...string[]]>>,
  otherwise: ReasonCode,
) {
  const values = new Map<string, { value: T; plain: boolean }>();
  for (const [word, [value, ...others]] of Object.entries(words)) {
    values.set(word, { value, plain: true });
    for (const other of others) values.set(other, { value, plain: false });
  }
  return (text: string): Reading<T> => {
    const found = values.get(compact(text).text.toLowerCase());
    if (!found) return refuse(otherwise);
    return read(found.value, found.plain ? [] : ['wordForm']);
  };
}
