import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { protocol, type Session } from 'electron';
import { APP_HOST, APP_SCHEME } from '#shared/ipc/channel.ts';
import { contentPolicy, NONCE_LITERAL } from './content-policy.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Before `ready`. Pages get no fetch and no service worker through the scheme. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, corsEnabled: true, codeCache: true } },
  ]);
}

/** @returns the file that a URL of ours names, or null: another host, another type, or outside of the pages. */
function resolvePage(pages: string, url: string): string | null {
  const parsed = URL.parse(url);
  if (parsed === null || parsed.host !== APP_HOST || parsed.search !== '') return null;
  const path = decodePath(parsed.pathname);
  if (path === null || path.includes('\0') || path.includes('\\') || path.endsWith('/')) return null;
  const file = join(pages, path);
  const inside = relative(pages, file);
  if (inside === '' || inside.startsWith(`..${sep}`) || inside === '..') return null;
  return TYPES[extname(file)] === undefined ? null : file;
}

function decodePath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

const refused = () => new Response('', { status: 404 });

/** @returns a page with a fresh nonce in its text and in its policy, any other file as it is. */
function respond(file: string, bytes: Buffer<ArrayBuffer>): Response {
  const headers = { 'content-type': TYPES[extname(file)] ?? '', 'x-content-type-options': 'nosniff' };
  if (extname(file) !== '.html') return new Response(bytes, { headers });
  const nonce = randomBytes(16).toString('base64');
  return new Response(bytes.toString('utf8').replaceAll(NONCE_LITERAL, nonce), {
    headers: { ...headers, 'content-security-policy': contentPolicy(nonce), 'cache-control': 'no-store' },
  });
}

/**
 * Serves the built pages to one session; a session knows no scheme of another.
 * @param pages the folder of the built renderer
 */
export function serveAppScheme(session: Session, pages: string): void {
  session.protocol.handle(APP_SCHEME, async ({ url, method }) => {
    const file = method === 'GET' ? resolvePage(pages, url) : null;
    if (file === null) return refused();
    try {
      return respond(file, await readFile(file));
    } catch {
      return refused();
    }
  });
}
