/** The letters that QR codes pack most tightly. */
const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/** Bytes as letters of a QR code's dense alphabet: two bytes in three letters. */
export function toBase45(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const first = bytes[at] ?? 0;
    const second = bytes[at + 1];
    let rest = second === undefined ? first : first * 256 + second;
    for (let n = second === undefined ? 2 : 3; n > 0; n -= 1) {
      text += letters[rest % 45] ?? '';
      rest = Math.floor(rest / 45);
    }
  }
  return text;
}

/** The bytes that a text stands for; null when it is no such text. */
export function fromBase45(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 3 === 1) return null;
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 3) {
    const group = Array.from(text.slice(at, at + 3), (letter) => letters.indexOf(letter));
    if (group.includes(-1)) return null;
    const [a = 0, b = 0, c = 0] = group;
    const value = a + b * 45 + c * 2025;
    if (value > (group.length === 2 ? 255 : 65_535)) return null;
    if (group.length === 3) bytes.push(Math.floor(value / 256));
    bytes.push(value % 256);
  }
  return Uint8Array.from(bytes);
}
