const length = 8;

/** A code as typed, pasted or read out: full width, small letters, spaces and dashes do not matter, nor does a whole link. */
export function codeIn(typed: string): string {
  const behindLink = typed.includes('#') ? typed.slice(typed.lastIndexOf('#') + 1) : typed;
  return behindLink
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .slice(0, length);
}

/** In two groups of four, as it stands on paper. */
export function spacedCode(code: string): string {
  return code.length > 4 ? `${code.slice(0, 4)} ${code.slice(4)}` : code;
}

/** What is wrong with a code before it is sent; null when it can be one. */
export function faultOf(code: string): 'codeShort' | 'codeForeign' | null {
  if (code.length < length) return 'codeShort';
  return /[01IO]/.test(code) ? 'codeForeign' : null;
}

/** The code that a scanned QR holds: bare, or behind the # of a sign-in link. */
export function codeOfQr(text: string): string | null {
  const isLink = /^https?:\/\//i.test(text);
  if (isLink && !/\/enrol\/?#/i.test(text)) return null;
  const code = codeIn(text);
  return faultOf(code) === null && (isLink || text.trim().length <= 12) ? code : null;
}
