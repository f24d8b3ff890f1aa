// `npm run package`: the app for distribution, on this system. It needs Electron itself, as package.json pins it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { electronVersion } from '../bin/runtime.mjs';
import { pack } from './package/pack.mjs';
import { orStop, root, setup } from './setup.mjs';

const electron = await orStop(() => setup({ purpose: 'app' }));
const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const version = electronVersion(electron.dist);

if (electron.source !== 'package' || version !== devDependencies.electron) {
  process.stderr.write(
    `package: refused. The runtime at hand is Electron ${version} from ${electron.dist}, not the pinned ${devDependencies.electron} from its publisher.\n` +
      'package: use `npm run package:test` for a build to try out, or a machine that reaches github.com for one to ship.\n',
  );
  process.exitCode = 1;
} else {
  process.exitCode = await pack({
    electron,
    config: { electronDist: electron.dist, electronVersion: version },
  });
}
