/**
 * Builds the page over the fake bridge and serves it under the policy of the app, in a plain browser:
 *   node tests/component/serve.mjs [port]
 * Nothing of this is in the app: the build goes to a folder of its own.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const pages = fileURLToPath(new URL('../../renderer/', import.meta.url));
const suiteFolder = fileURLToPath(new URL('../../out/component/', import.meta.url));

/** Puts the fake in front of each page's own script: the pages themselves are the app's. */
const fakeBridge = {
  name: 'fake-bridge',
  transformIndexHtml: {
    order: 'pre',
    handler: (_html, { filename }) => [
      {
        tag: 'script',
        attrs: { type: 'module', src: `/tests/component/fake/install-${basename(filename, '.html')}.ts` },
        injectTo: 'head-prepend',
      },
    ],
  },
};

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

/** The same as the app's, word for word. */
const policy = (nonce) =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** @param outDir emptied before */
export async function buildPages(outDir = suiteFolder) {
  await build({
    configFile: false,
    root: fileURLToPath(new URL('../../', import.meta.url)),
    publicDir: false,
    logLevel: 'warn',
    plugins: [react(), tailwind(), fakeBridge],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome148',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: ['index', 'reveal', 'entry'].map((name) => join(pages, `${name}.html`)),
      },
    },
  });
}

/** @param folder what was built @returns the server, listening on loopback */
export function serve(port, folder = suiteFolder) {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url, 'http://localhost').pathname);
    const file = join(folder, path === '/' ? 'renderer/index.html' : path);
    try {
      const body = await readFile(file);
      const nonce = randomBytes(16).toString('base64');
      const page = extname(file) === '.html';
      response.writeHead(200, {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        ...(page ? { 'content-security-policy': policy(nonce) } : { 'cache-control': 'max-age=3600' }),
      });
      response.end(page ? body.toString().replaceAll('__CSP_NONCE__', nonce) : body);
    } catch {
      response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
    }
  });
  return new Promise((done) => server.listen(port, '127.0.0.1', () => done(server)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildPages();
  const server = await serve(Number(process.argv[2] ?? 4177));
  process.stdout.write(`http://127.0.0.1:${server.address().port}/\n`);
}
