import { readFileSync } from 'node:fs';
import { readdir, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PrivateFiles } from '#core/ports/private-files.ts';
import { commit, commitNew, discard, syncFolder, writeBeside } from './atomic-write.ts';
import { homeFailure } from './file-failure.ts';
import { isLeftover } from './leftover-name.ts';

const MODE = 0o600;

const isAbsent = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** @param home the folder that `openHome` gave */
export function createPrivateFiles(home: string): PrivateFiles {
  const path = (name: string) => join(home, ...name.split('/'));
  return {
    path,
    read: (name) => orFail(path(name), async () => orNull(path(name))),
    write: (name, bytes) => orFail(path(name), () => replace(path(name), bytes)),
    create: (name, bytes) => orFail(path(name), () => create(path(name), bytes)),
    remove: (name) => orFail(path(name), () => remove(path(name))),
    list: (folder) => orFail(path(folder), () => list(path(folder))),
  };
}

async function orFail<T>(path: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw homeFailure(path, error);
  }
}

/** At once: the files are small, and to load what Node reads them with in the meantime takes `exec` longer. */
function orNull(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

async function replace(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = await writeBeside(path, bytes, { mode: MODE });
  try {
    await commit(temporary, path);
  } catch (error) {
    await discard(temporary);
    throw error;
  }
}

async function create(path: string, bytes: Uint8Array): Promise<boolean> {
  const temporary = await writeBeside(path, bytes, { mode: MODE });
  try {
    return await commitNew(temporary, path);
  } finally {
    await discard(temporary);
  }
}

async function remove(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (isAbsent(error)) return;
    throw error;
  }
  await syncFolder(dirname(path));
}

async function list(path: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isFile() && !isLeftover(entry.name));
    return names.map((entry) => entry.name).sort();
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}
