import { fromBase64url, toBase64url, type Bytes } from '../protocol/base64url.ts';
import { mostParcelBytes } from '../protocol/parcel.ts';

/** Before the content of a file, so that a program that opens it by mistake shows whose it is. */
const mark = 'linli:';
const mostText = mark.length + (mostParcelBytes * 4) / 3 + 100;

/** A parcel or a receipt as the text of a file: chat programs let a text through where they stop what they do not know. */
export const textOfSealed = (sealed: Uint8Array): string => `${mark}${toBase64url(sealed)}`;

/** What a file holds; null when it is not one of ours, whatever it is called. */
export async function sealedInFile(file: Blob): Promise<Bytes | null> {
  if (file.size > mostText) return null;
  const text = (await file.text()).trim();
  return text.startsWith(mark) ? fromBase64url(text.slice(mark.length)) : null;
}
