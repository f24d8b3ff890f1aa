import { execFileSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#core/errors.ts';
import type { LauncherCommand } from '#core/ports/exporter.ts';
import { findProgram } from './process-path.ts';
import { usualPlaces } from './process-places.ts';
import { isOutOfOthersReach } from './process-trust.ts';

const LEAST_NODE_MAJOR = 20;
/** A package brings the Node for its command along, beside it. */
const OWN_NODES = ['node', 'node.exe'];

interface Place {
  /** The folder of this clone or package: `bin/keyrack.mjs` is in it. */
  readonly root: string;
  readonly home: string;
  readonly defaultHome: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}

/**
 * The program that a Node really is, by its own word: version managers put a link in its place that dies with a shell, or
 * leads to themselves and asks by its name which program is meant.
 */
function nodeBehind(file: string): string | null {
  try {
    const question = 'process.versions.electron ? 0 : process.versions.node + " " + process.execPath';
    const answer = execFileSync(file, ['-p', question], {
      encoding: 'utf8',
      timeout: 5_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [, major, path = ''] = /^(\d+)\S* (.+)$/m.exec(answer) ?? [];
    return Number(major) >= LEAST_NODE_MAJOR ? realpathSync(path) : null;
  } catch {
    return null;
  }
}

/** Links are followed: version managers give each shell a link that dies with it. */
function findNode({ root, env, platform }: Place): string {
  const found = findProgram('node', { path: env.PATH, platform });
  const candidates = [
    ...OWN_NODES.map((name) => join(root, 'bin', name)),
    ...(process.versions.electron === undefined ? [process.execPath] : []),
    ...(found.state === 'found' ? [found.file] : []),
    '/usr/bin/node',
    ...usualPlaces({ env, platform })
      .map((folder) => join(folder, 'node'))
      .filter((file) => isOutOfOthersReach(file)),
  ];
  for (const file of candidates.filter((file) => existsSync(file))) {
    const node = nodeBehind(file);
    if (node !== null) return node;
  }
  throw new AppError('file-failed', {
    message: `No Node ${LEAST_NODE_MAJOR} or later was found that a client could start keyrack with.`,
    next: 'Install Node and make it reachable on PATH, then export again.',
  });
}

/** An AppImage is mounted while it runs: what a file names in it is gone at the next start. */
function assertStays({ root, env }: Place): void {
  const mount = env.APPDIR ?? '';
  if (mount === '' || !root.startsWith(`${mount}/`)) return;
  throw new AppError('file-failed', {
    message:
      'An AppImage has no command that another program could start: its folder is another at each start.',
    next: 'Install Keyrack from its .deb or .rpm package instead, then export again.',
  });
}

/**
 * The words with which another program starts our command: absolute, because a client has no shell's PATH.
 * @throws AppError file-failed where there is no command or no Node
 */
export function createLauncher(place: Place): () => LauncherCommand {
  let known: LauncherCommand | null = null;
  return () => {
    if (known !== null) return known;
    assertStays(place);
    const command = join(place.root, 'bin', 'keyrack.mjs');
    if (!existsSync(command)) {
      throw new AppError('file-failed', {
        message: `The keyrack command is not at ${command}.`,
        next: 'Reinstall Keyrack, then export again.',
      });
    }
    const homeWords = place.home === place.defaultHome ? [] : ['--home', place.home];
    known = [findNode(place), command, ...homeWords];
    return known;
  };
}
