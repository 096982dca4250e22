import { formatTime, shanghaiDay } from '../../ui/format.ts';

/** Says when, and nothing about whom: whoever carries it sees the name. */
export function fileName(at: number, what: 'parcel' | 'receipt'): string {
  const time = formatTime(at, 'en').replace(':', '');
  return `linli-${shanghaiDay(at)}-${time}${what === 'receipt' ? '-receipt' : ''}.linli`;
}

/** A size as people compare them: in whole kB. */
export const sizeOf = (bytes: Uint8Array): string =>
  `${Math.max(1, Math.ceil(bytes.length / 1000))} kB`;
