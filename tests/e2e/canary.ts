import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';

/** What a hint may show of a value; everything behind it is nobody's. */
const SHOWN = 12;
const SAMPLE_EVERY_MS = 20;

/** Every form in which a value could lie about: as it is, UTF-16, hex, and base64 at each offset. */
function formsOf(secret: string): readonly Buffer[] {
  const hidden = Buffer.from(secret.slice(SHOWN));
  const base64 = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), hidden])
      .toString('base64')
      .replace(/=+$/, '');
    // The outermost characters mix with whatever stands beside the value.
    return Buffer.from(text.slice(offset === 0 ? 0 : 4, -1));
  });
  return [hidden, Buffer.from(hidden.toString(), 'utf16le'), Buffer.from(hidden.toString('hex')), ...base64];
}

/** A value that is nowhere else in the world. */
export const newCanary = (name: string): string =>
  `canary-${name}-${crypto.randomUUID()}-${crypto.randomUUID()}`;

/** Secrets that are looked for, by a name that can be printed. */
export interface Canaries {
  add(name: string, secret: string): void;
  /** @returns the names of those that are in there */
  in(bytes: Buffer | string): string[];
}

export function createCanaries(): Canaries {
  const known = new Map<string, readonly Buffer[]>();
  return {
    add: (name, secret) => {
      // Shorter ones would be found by chance, or not at all behind the hint.
      if (secret.length < SHOWN * 2) throw new Error(`the canary "${name}" is too short`);
      known.set(name, formsOf(secret));
    },
    in: (bytes) => {
      const haystack = Buffer.from(bytes);
      return [...known]
        .filter(([, forms]) => forms.some((form) => haystack.includes(form)))
        .map(([name]) => name);
    },
  };
}

/** @returns `file: canary` for each that is in a file of the folder, and how many files were read */
export function searchFolder(
  canaries: Canaries,
  folder: string,
): { readonly found: string[]; readonly files: string[] } {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const found = files.flatMap((file) =>
    [file, ...canaries.in(readFileSync(file)).map((name) => `${file}: ${name}`)].slice(1),
  );
  return { found, files };
}

export interface ArgumentWatch {
  /** Everything that processes were started with meanwhile. */
  stop(): string;
}

/** Reads the arguments of every process of this machine, again and again. */
export function watchArguments(): ArgumentWatch {
  const seen = new Set<string>();
  const look = () => {
    for (const pid of readdirSync('/proc')) {
      if (!/^\d+$/.test(pid)) continue;
      try {
        seen.add(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
      } catch {
        // It has ended since.
      }
    }
  };
  const timer = setInterval(look, SAMPLE_EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return [...seen].join('\n');
    },
  };
}

/** Everything that a page's JavaScript can reach. */
export async function heapOf(page: Page): Promise<string> {
  const devtools = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  devtools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await devtools.detach();
  return chunks.join('');
}

/** What a page shows and keeps. */
export function storageOf(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases().catch(() => []);
    return JSON.stringify([
      document.documentElement.outerHTML,
      [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value),
      { ...localStorage },
      { ...sessionStorage },
      databases,
      document.cookie,
      performance.getEntriesByType('resource').map(({ name }) => name),
      location.href,
    ]);
  });
}

export const clipboardOf = (app: ElectronApplication): Promise<string> =>
  app.evaluate(({ clipboard }) => clipboard.readText());
