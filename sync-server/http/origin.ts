import type { IncomingMessage } from 'node:http';

const cookieName = 'linli_session';
const cookieLifeSeconds = 400 * 86_400;

const first = (header: string | string[] | undefined): string =>
  (Array.isArray(header) ? header[0] : header)?.split(',')[0]?.trim() ?? '';

/** The session's token: from the header if there is one, else from the cookie. */
export function tokenOf(request: IncomingMessage): string | null {
  const bearer = /^Bearer ([\w-]{20,100})$/.exec(request.headers.authorization ?? '');
  if (bearer?.[1]) return bearer[1];
  const cookies = (request.headers.cookie ?? '').split(';').map((part) => part.trim().split('='));
  return cookies.find(([name]) => name === cookieName)?.[1] ?? null;
}

function isEncrypted(request: IncomingMessage): boolean {
  return 'encrypted' in request.socket || first(request.headers['x-forwarded-proto']) === 'https';
}

/** The cookie that keeps a browser signed in; an empty token signs it out. */
export function sessionCookie(request: IncomingMessage, token: string): string {
  const parts = [`${cookieName}=${token}`, 'HttpOnly', 'SameSite=Strict', 'Path=/'];
  parts.push(`Max-Age=${token === '' ? 0 : cookieLifeSeconds}`);
  if (isEncrypted(request)) parts.push('Secure');
  return parts.join('; ');
}

/** Whether another site made the browser send this. */
export function isCrossSite(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const { origin } = request.headers;
  if (origin === undefined) return false;
  const hosts = [request.headers.host, first(request.headers['x-forwarded-host'])];
  return !URL.canParse(origin) || !hosts.includes(new URL(origin).host);
}

/** Whom attempts are counted against; behind a proxy of our own the address that it saw last. */
export function addressOf(request: IncomingMessage, behindProxy: boolean): string {
  const seen = request.headers['x-forwarded-for'];
  const forwarded = (Array.isArray(seen) ? seen.join(',') : (seen ?? '')).split(',').at(-1)?.trim();
  return (behindProxy && forwarded) || (request.socket.remoteAddress ?? '');
}
