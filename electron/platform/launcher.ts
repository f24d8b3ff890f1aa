import { execFileSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#core/errors.ts';
import type { LauncherCommand } from '#core/ports/exporter.ts';
import { findProgram } from './process-path.ts';

const LEAST_NODE_MAJOR = 20;

interface Place {
  /** The folder of this clone or package: `bin/keyrack.mjs` is in it. */
  readonly root: string;
  readonly home: string;
  readonly defaultHome: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}

function isNode(file: string): boolean {
  try {
    const answer = execFileSync(file, ['-p', 'process.versions.electron ? 0 : process.versions.node'], {
      encoding: 'utf8',
      timeout: 5_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Number.parseInt(answer, 10) >= LEAST_NODE_MAJOR;
  } catch {
    return false;
  }
}

/** Links are followed: version managers give each shell a link that dies with it. */
function findNode({ env, platform }: Place): string {
  const found = findProgram('node', { path: env.PATH, platform });
  const candidates = [
    ...(process.versions.electron === undefined ? [process.execPath] : []),
    ...(found.state === 'found' ? [found.file] : []),
    '/usr/local/bin/node',
    '/usr/bin/node',
    '/opt/homebrew/bin/node',
  ];
  const node = candidates.filter((file) => existsSync(file)).find(isNode);
  if (node !== undefined) return realpathSync(node);
  throw new AppError('file-failed', {
    message: `No Node ${LEAST_NODE_MAJOR} or later was found that a client could start keyrack with.`,
    next: 'Install Node and make it reachable on PATH, then export again.',
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
