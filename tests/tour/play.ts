// Plays the main job in the real app and takes the pictures of README and docs: `npm run tour` starts it in a session of its own.
//   play.ts FOLDER
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from '../e2e/bridge.ts';
import { launch } from '../e2e/fixtures.ts';
import { createCamera } from './camera.ts';
import { steps } from './steps.ts';

// This runs under Electron's Node; the app that it opens must not.
delete process.env.ELECTRON_RUN_AS_NODE;

const SIZE = { width: 1240, height: 800 };

const [pictures] = process.argv.slice(2);
if (pictures === undefined) throw new Error('usage: play.ts FOLDER');
mkdirSync(pictures, { recursive: true });

const home = mkdtempSync(join(tmpdir(), 'tour-'));
const config = join(home, '.config');
const place = {
  home: join(config, 'keyrack'),
  config,
  claude: join(config, 'Claude', 'claude_desktop_config.json'),
};
mkdirSync(config, { mode: 0o700 });
const keyrack = await launch(place, { env: { HOME: home } });
try {
  await keyrack.app.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, SIZE);
  await ask(keyrack.window, 'preferences.set', { theme: 'light' });
  const camera = createCamera(keyrack.window, pictures, home);
  for (const [index, { says, play }] of steps.entries()) {
    process.stdout.write(`${index + 1}. ${says}\n`);
    await play({ ...keyrack, place, camera });
  }
} finally {
  await keyrack.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}
