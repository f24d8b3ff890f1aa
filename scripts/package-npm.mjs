// `npm run package:npm`: the command as an npm package, dist/keyrack-VERSION.tgz. It is published by hand.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { stageNpm } from './package/npm.mjs';
import { npm } from './setup/say.mjs';
import { orStop, root, setup } from './setup.mjs';

const electron = await orStop(() => setup({ purpose: 'app' }));
const { code, output } = await build({ electron });
if (code === 0) {
  const target = join(root, 'dist');
  mkdirSync(target, { recursive: true });
  await orStop(() => npm(stageNpm(root), ['pack', '--ignore-scripts', '--pack-destination', target]));
} else process.stdout.write(output);
process.exitCode = code;
