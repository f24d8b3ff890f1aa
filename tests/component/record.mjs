/**
 * Puts pictures of `npm run look` together, one sheet a view, for docs/visual-record.md:
 *   node tests/component/record.mjs [FOLDER of the sheets [pattern of the sheets' names]]
 * What is on which sheet stands in record-sheets.mjs.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { launchOptions } from './browser.mjs';
import { sheets } from './record-sheets.mjs';

const THUMB = 400;
const COLUMNS = 3;

const [target = fileURLToPath(new URL('../../docs/images/', import.meta.url)), only = ''] =
  process.argv.slice(2);
const made = sheets.filter(({ name }) => new RegExp(only).test(name));
const pictures = mkdtempSync(join(tmpdir(), 'record-'));
const wanted = made.flatMap(({ shows }) => shows.map(({ picture }) => picture));
const pattern = `^(${[...new Set(wanted)].join('|')})$`;
const look = fileURLToPath(new URL('look.mjs', import.meta.url));
const taken = spawnSync(process.execPath, [look, pictures, pattern], { stdio: 'inherit' });

const page = (shows) => `<!doctype html><meta charset="utf-8"><style>
  body { margin: 0; padding: 12px; width: ${COLUMNS * (THUMB + 12)}px; background: #d9dce1; font: 13px/18px sans-serif; }
  main { display: grid; grid-template-columns: repeat(${COLUMNS}, ${THUMB}px); gap: 12px; align-items: start; }
  figure { margin: 0; } figcaption { padding: 2px 0 0; color: #22262b; }
  img { display: block; width: ${THUMB}px; border-radius: 3px; }
</style><main>${shows
  .map(({ picture, says }) => {
    const data = readFileSync(join(pictures, `${picture}.png`)).toString('base64');
    return `<figure><img src="data:image/png;base64,${data}"><figcaption>${says}</figcaption></figure>`;
  })
  .join('')}</main>`;

const missing = wanted.filter((picture) => !existsSync(join(pictures, `${picture}.png`)));
if (missing.length > 0) process.stderr.write(`record: no such pictures: ${missing.join(', ')}\n`);
else {
  mkdirSync(target, { recursive: true });
  const browser = await chromium.launch(launchOptions);
  const sheet = await browser.newPage({ viewport: { width: COLUMNS * (THUMB + 12) + 24, height: 800 } });
  for (const { name, shows } of made) {
    await sheet.setContent(page(shows));
    await sheet.screenshot({ path: join(target, `record-${name}.png`), fullPage: true });
    process.stdout.write(`record: ${name}\n`);
  }
  await browser.close();
}
rmSync(pictures, { recursive: true });
process.exitCode = missing.length > 0 ? 1 : taken.status;
