// Opens a packaged app and waits for its first window to show something. Runs under Electron's Node.
import { _electron } from '@playwright/test';

const [executablePath] = process.argv.slice(2);
const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const app = await _electron.launch({ executablePath, args, env, timeout: 30_000 });
const page = await app.firstWindow();
await page.locator('body', { hasText: /\S/ }).waitFor({ timeout: 30_000 });
const isPackaged = await app.evaluate(({ app: running }) => running.isPackaged);
process.stdout.write(`package: "${await page.title()}" at ${page.url()}, packaged: ${isPackaged}\n`);
await app.close();
process.exitCode = isPackaged ? 0 : 1;
