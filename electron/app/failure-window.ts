import { app, BrowserWindow, session } from 'electron';
import { AppError } from '#core/errors.ts';
import { APP_HOST, APP_SCHEME } from '#shared/ipc/channel.ts';
import type { Failure } from '#shared/ipc/errors.ts';
import { guardSession } from './web-contents.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const asText = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

const STYLE = `
  :root { color-scheme: light dark; }
  body { font: 14px/1.5 system-ui, sans-serif; margin: 40px; max-width: 60ch; }
  h1 { font-size: 18px; font-weight: 600; }
  p { overflow-wrap: anywhere; }
`;

/** @returns the page that stands in for the app when it cannot start. No script, no data but these sentences. */
function failurePage({ message, next }: Failure, nonce: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Keyrack could not start</title>
<style nonce="${nonce}">${STYLE}</style></head><body><main><h1>Keyrack could not start</h1>
<p>${asText(message)}</p>${next === null ? '' : `<p><strong>Next:</strong> ${asText(next)}</p>`}</main></body></html>`;
}

const describeFailure = (error: unknown): Failure =>
  error instanceof AppError
    ? error.toFailure()
    : {
        code: 'internal',
        message: error instanceof Error ? error.message : 'An unknown failure.',
        next: null,
      };

/** In place of a window that nothing can stand behind. */
export async function failInstead(window: BrowserWindow, error: unknown): Promise<void> {
  // Closed before anything stood behind it: nobody waits for it.
  if (window.isDestroyed()) return;
  await showFailure(error);
  window.destroy();
}

/** Says in a window and on stderr why the app cannot start; the app ends when it is closed. */
export async function showFailure(error: unknown): Promise<void> {
  const failure = describeFailure(error);
  process.stderr.write(`keyrack: ${failure.message}${failure.next === null ? '' : `\n${failure.next}`}\n`);
  const isolated = session.fromPartition('failure', { cache: false });
  guardSession(isolated);
  const nonce = crypto.randomUUID();
  isolated.protocol.handle(APP_SCHEME, () =>
    Promise.resolve(
      new Response(failurePage(failure, nonce), {
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'`,
        },
      }),
    ),
  );
  const window = new BrowserWindow({
    title: 'Keyrack could not start',
    width: 640,
    height: 380,
    webPreferences: { session: isolated, sandbox: true, contextIsolation: true, spellcheck: false },
  });
  window.setMenu(null);
  window.once('closed', () => app.exit(1));
  await window.loadURL(`${APP_SCHEME}://${APP_HOST}/failure.html`);
}
