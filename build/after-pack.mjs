import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Takes out Electron's demonstration app, which would open if ours were missing. */
export default async function afterPack({ appOutDir, packager }) {
  await rm(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
}
