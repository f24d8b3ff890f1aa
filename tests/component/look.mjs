/**
 * Takes a picture of every view and dialog in every theme and size, asks axe about each, and counts what the
 * page's policy refused:
 *   node tests/component/look.mjs FOLDER [patterns of the pictures' names, like rack.*dark; any of them counts]
 * Needs a Chromium on the machine (CHROMIUM, else Debian's).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { launchOptions } from './browser.mjs';
import { scenes } from './scenes.mjs';
import { buildPages, serve } from './serve.mjs';

const [folder = 'test-results/look', ...patterns] = process.argv.slice(2);
const wanted = patterns.map((pattern) => new RegExp(pattern));
const isWanted = (name) => wanted.length === 0 || wanted.some((pattern) => pattern.test(name));
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const SIZES = {
  full: { width: 1240, height: 800 },
  small: { width: 880, height: 560 },
  zoomed: { width: 620, height: 400, deviceScaleFactor: 2 },
};

const LOOKS = [
  { theme: 'light', size: 'full' },
  { theme: 'dark', size: 'full' },
  { theme: 'contrast', size: 'full' },
  { theme: 'light', size: 'small' },
  { theme: 'dark', size: 'zoomed' },
];

await mkdir(folder, { recursive: true });
// A folder of its own: two runs at once, or one beside the component suite, would empty each other's pages.
const built = mkdtempSync(join(tmpdir(), 'keyrack-look-'));
process.on('exit', () => rmSync(built, { recursive: true, force: true }));
await buildPages(built);
const server = await serve(0, built);
const base = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch(launchOptions);

let pictures = 0;
let faults = 0;
const fault = (scene, text) => {
  faults += 1;
  process.stdout.write(`${scene}: ${text}\n`);
};

for (const { theme, size } of LOOKS) {
  const { deviceScaleFactor = 1, ...viewport } = SIZES[size];
  for (const scene of scenes) {
    const name = `${scene.name}-${theme}-${size}`;
    if (!isWanted(name)) continue;
    pictures += 1;
    const context = await browser.newContext({
      viewport,
      deviceScaleFactor,
      reducedMotion: 'reduce',
      colorScheme: theme === 'dark' ? 'dark' : 'light',
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => fault(name, error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) fault(name, message.text());
    });
    await page.addInitScript(() => {
      window.violations = [];
      addEventListener('securitypolicyviolation', (event) => {
        window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
      });
    });
    try {
      const join = scene.path.includes('?') ? '&' : '?';
      await page.goto(`${base}${scene.path.replace(/(#.*)?$/, `${join}theme=${theme}$1`)}`);
      page.setDefaultTimeout(4_000);
      await scene.act(page, { narrow: size === 'zoomed' });
      await page.waitForTimeout(250);
      await page.screenshot({ path: `${folder}/${name}.png` });
      for (const violation of await page.evaluate(() => window.violations))
        fault(name, `policy: ${violation}`);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() =>
        window.axe.run(document, { resultTypes: ['violations'] }),
      );
      for (const { id, nodes } of violations) {
        fault(
          name,
          `axe ${id}: ${nodes
            .map((node) => `${node.target} ${node.failureSummary}`)
            .join(' | ')
            .slice(0, 700)}`,
        );
      }
    } catch (error) {
      fault(name, error.message.split('\n').slice(0, 4).join(' '));
      await page.screenshot({ path: join(folder, `${name}-failed.png`) });
    }
    await context.close();
  }
}

await browser.close();
server.close();
process.stdout.write(`${pictures} pictures, ${faults} faults\n`);
process.exitCode = pictures > 0 && faults === 0 ? 0 : 1;
