import { fromBase45, toBase45 } from './base45.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** More than this is too long a sequence to hold a phone still for. */
const mostBytes = 8_192;
/** As much as a cheap camera still reads off a cheap screen. */
const perFrame = 320;
const mostFrames = Math.ceil(mostBytes / perFrame);

/** One picture of a sequence; only what was made by this app is read as one. */
export interface Frame {
  /** The sequence: the sum over all of its bytes. */
  readonly of: string;
  readonly number: number;
  readonly total: number;
  readonly part: Bytes;
}

/** What has been seen of a sequence so far. */
export interface Gathered {
  readonly of: string;
  readonly total: number;
  readonly parts: ReadonlyMap<number, Bytes>;
}

/** CRC-32, which finds what a camera misread. */
function sumOf(bytes: Uint8Array): string {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (~crc >>> 0).toString(16).toUpperCase().padStart(8, '0');
}

const letters = new TextEncoder();
const frameSum = (place: string, of: string, part: string) =>
  sumOf(letters.encode(`${place}:${of}:${part}`));

export const fitsQrCodes = (bytes: Uint8Array): boolean => bytes.length <= mostBytes;

/** The texts of the pictures that together say these bytes. */
export function framesOf(bytes: Uint8Array): readonly string[] {
  const of = sumOf(bytes);
  const total = Math.max(1, Math.ceil(bytes.length / perFrame));
  return Array.from({ length: total }, (_, index) => {
    const part = toBase45(bytes.subarray(index * perFrame, (index + 1) * perFrame));
    const place = `${index + 1}/${total}`;
    return `LINLI:${place}:${of}:${frameSum(place, of, part)}:${part}`;
  });
}

const pattern =
  /^LINLI:(\d{1,2})\/(\d{1,2}):([0-9A-F]{8}):([0-9A-F]{8}):([0-9A-Z $%*+\-./:]{0,600})$/;

/** Reads one picture's text; null for every QR code that is not of a sequence, links above all. */
export function frameIn(text: string): Frame | null {
  const [, number = '', total = '', of = '', sum = '', letterPart = ''] = pattern.exec(text) ?? [];
  const place = { number: Number(number), total: Number(total) };
  if (place.number < 1 || place.number > place.total || place.total > mostFrames) return null;
  if (frameSum(`${number}/${total}`, of, letterPart) !== sum) return null;
  const part = fromBase45(letterPart);
  return part && { of, ...place, part };
}

/** One picture more, in any order, seen any number of times; another sequence begins anew. */
export function gather(before: Gathered | null, frame: Frame): Gathered {
  const { of, total, number, part } = frame;
  const same = before?.of === of && before.total === total;
  if (same && before.parts.has(number)) return before;
  return { of, total, parts: new Map(same ? before.parts : []).set(number, part) };
}

/** The bytes of a sequence once every picture was seen; null before that, or when they do not add up. */
export function wholeOf({ of, total, parts }: Gathered): Bytes | null {
  if (parts.size < total) return null;
  const all = Array.from({ length: total }, (_, index) => [...(parts.get(index + 1) ?? [])]);
  const bytes = Uint8Array.from(all.flat());
  return sumOf(bytes) === of ? bytes : null;
}
