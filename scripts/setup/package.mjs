import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { npm, run, SetupStop } from './say.mjs';

/**
 * Unpacks one package of the npm registry, alone and unchanged: nothing of it is run, and nothing it depends on comes.
 * @param {{ name: string, version: string, integrity: string }} wanted integrity: the registry's own, `sha512-…`
 * @param {string} target the folder that it becomes, replaced as a whole
 * @param {(folder: string) => void} prepare what is done before it stands there
 */
export function fetchPackage(root, { name, version, integrity }, target, prepare = () => undefined) {
  mkdirSync(dirname(target), { recursive: true });
  const work = mkdtempSync(join(dirname(target), 'download-'));
  try {
    npm(root, ['pack', `${name}@${version}`, '--pack-destination', work, '--ignore-scripts', '--silent']);
    const archive = join(work, readdirSync(work)[0] ?? '');
    const digest = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
    if (digest !== integrity)
      throw new SetupStop(`${name} ${version} is not what was expected (${digest}). Nothing was unpacked.`);
    run('tar', ['-xzf', archive, '-C', work]);
    prepare(join(work, 'package'));
    rmSync(target, { recursive: true, force: true });
    renameSync(join(work, 'package'), target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
