import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { shellWord } from '#shared/text/shell-word.ts';
import { CHROMIUM, namedIn } from '../../platform/home-names.ts';
import type { Finding } from '../context.ts';
import { fewInWords, firstOf, ok, warning } from './finding.ts';

/** Whether other users of this machine can get at the home or a file of ours in it. Chromium's own files stand behind its folder. */
export function checkModes(home: string): readonly Finding[] {
  if (process.platform === 'win32' || !existsSync(home)) return [];
  const wide = [
    home,
    ...readdirSync(home, { recursive: true, encoding: 'utf8' })
      .filter(isOurs)
      .map((name) => join(home, name)),
  ].filter((path) => (modeOf(path) & 0o077) !== 0);
  if (wide.length === 0) return [ok('modes', 'The home and its files are closed to others.')];
  const isFew = firstOf(wide).length === wide.length;
  const which = isFew
    ? `go= ${wide.map((path) => shellWord(path, process.platform)).join(' ')}`
    : `-R go= ${shellWord(home, process.platform)}`;
  return [
    warning(
      'modes',
      `Open to other users: ${fewInWords(wide)}.`,
      `Keyrack closes its own when it starts. Where one stays open: chmod ${which}`,
    ),
  ];
}

function isOurs(path: string): boolean {
  const [top = '', ...below] = path.split(sep);
  return namedIn(top) !== null && (top !== CHROMIUM || below.length === 0);
}

/** A link has no mode of its own, and a socket is guarded by its folder. */
function modeOf(path: string): number {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat?.isFile() === true || stat?.isDirectory() === true ? stat.mode : 0;
}
