import type { Page } from '@playwright/test';

const REMOTE = 'https://attacker.example';
/** Five seconds. */
const TURNS = 250;

/** What a page under a strict policy must not be able to do, and the directive that forbids it. */
export const PROBES: readonly (readonly [what: string, directive: string])[] = [
  ['inline script', 'script-src-elem inline'],
  ['event handler', 'script-src-attr inline'],
  ['remote script', `script-src-elem ${REMOTE}/a.js`],
  ['data script', 'script-src-elem data'],
  ['remote module', `script-src-elem ${REMOTE}/b.js`],
  ['eval', 'script-src eval'],
  ['WebAssembly', 'script-src wasm-eval'],
  ['blob worker', 'worker-src blob'],
  ['style without a nonce', 'style-src-elem inline'],
  ['style attribute', 'style-src-attr inline'],
  ['remote style', `style-src-elem ${REMOTE}/a.css`],
  ['remote image', `img-src ${REMOTE}/a.png`],
  ['remote sound', `media-src ${REMOTE}/a.mp3`],
  ['remote frame', `frame-src ${REMOTE}`],
  ['own page in a frame', 'frame-src app'],
  ['plug-in', `object-src ${REMOTE}`],
  ['fetch', `connect-src ${REMOTE}/fetch`],
  ['fetch of our own scheme', 'connect-src app'],
  ['socket', 'connect-src wss://attacker.example/'],
  ['event stream', `connect-src ${REMOTE}/events`],
  ['beacon', `connect-src ${REMOTE}/beacon`],
  ['base', `base-uri ${REMOTE}/`],
  ['form', `form-action ${REMOTE}/form?`],
];

/**
 * Tries all of it in the page.
 * @returns what the policy reported, as `directive blocked`, once as many came as there are probes; what ran
 */
export function probe(page: Page): Promise<{ readonly blocked: string[]; readonly ran: string[] }> {
  return page.evaluate(
    async ({ remote, wanted, turnsAtMost }) => {
      const blocked = new Set<string>();
      const ran: string[] = [];
      const global = globalThis as unknown as Record<string, unknown>;
      global.probeRan = (what: string) => ran.push(what);
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
        blocked.add(`${effectiveDirective} ${blockedURI}`),
      );
      const add = (tag: string, values: Readonly<Record<string, string>>, text = '') => {
        const element = document.createElement(tag);
        for (const [name, value] of Object.entries(values)) element.setAttribute(name, value);
        element.textContent = text;
        document.body.append(element);
        return element;
      };
      add('script', {}, 'probeRan("inline script")');
      add('b', { onclick: 'probeRan("event handler")' }).click();
      add('script', { src: `${remote}/a.js` });
      add('script', { src: 'data:text/javascript,probeRan("data script")' });
      import(`${remote}/b.js`).catch(() => undefined);
      add('style', {}, 'body { outline: 1px solid }');
      add('b', { style: 'color: red' });
      add('link', { rel: 'stylesheet', href: `${remote}/a.css` });
      add('img', { src: `${remote}/a.png` });
      add('audio', { src: `${remote}/a.mp3` });
      add('iframe', { src: `${remote}/` });
      add('iframe', { src: 'app://keyrack/reveal.html' });
      add('object', { data: `${remote}/` });
      add('base', { href: `${remote}/` });
      (add('form', { action: `${remote}/form` }) as HTMLFormElement).submit();
      fetch(`${remote}/fetch`).catch(() => undefined);
      fetch('app://keyrack/index.html').then(
        () => ran.push('fetch'),
        () => undefined,
      );
      navigator.sendBeacon(`${remote}/beacon`, 'x');
      for (const start of [
        () => new WebSocket('wss://attacker.example/'),
        () => new EventSource(`${remote}/events`),
        () => new Worker(URL.createObjectURL(new Blob(['1']))),
      ]) {
        try {
          start();
        } catch {
          // Some refuse at once, some by an event.
        }
      }
      // A turn later: what the test itself evaluates may evaluate.
      await new Promise((resolve) => setTimeout(resolve));
      try {
        // biome-ignore lint/security/noGlobalEval: it is what must not work
        globalThis.eval('probeRan("eval")');
      } catch {
        // As it should be.
      }
      const empty = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
      await WebAssembly.compile(empty).then(
        () => ran.push('WebAssembly'),
        () => undefined,
      );
      // Reports come in their own time.
      for (let turns = 0; blocked.size < wanted && turns < turnsAtMost; turns += 1) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return { blocked: [...blocked].sort(), ran };
    },
    { remote: REMOTE, wanted: PROBES.length, turnsAtMost: TURNS },
  );
}
