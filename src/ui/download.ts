import { shanghaiDay } from './format.ts';

/** Hands a file to the browser's downloads. */
function downloadFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** What is only on this device, as a file that the centre can take in. */
export function downloadJson(content: object, now: number): void {
  const blob = new Blob([JSON.stringify(content, null, 1)], { type: 'application/json' });
  downloadFile(blob, `linli-${shanghaiDay(now)}.json`);
}
