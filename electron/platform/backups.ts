import { createHash } from 'node:crypto';
import { AppError } from '#core/errors.ts';
import type { Backups } from '#core/ports/files.ts';
import type { PrivateFiles } from '#core/ports/private-files.ts';
import type { Sealer } from '#core/ports/secret-store.ts';

const BACKUPS_KEPT = 5;

const FOLDER = 'backups';
/** Which file (first 16 hex digits of its path's SHA-256), which copy of it. */
const NAME = /^[0-9a-f]{16}-\d{8}$/;

interface Deps {
  readonly files: PrivateFiles;
  /** Of the store in use: asked anew each time, since the user may choose or unlock in between. */
  readonly sealer: () => Promise<Sealer>;
}

/**
 * Copies of foreign files below backups/. They are sealed because a config of an MCP client often holds keys.
 * The name of a copy is bound into the box, so one copy cannot be passed off as another.
 */
export function createBackups({ files, sealer }: Deps): Backups {
  return {
    save: async (path, bytes, needed) => {
      const sealing = await sealer();
      const prefix = createHash('sha256').update(path).digest('hex').slice(0, 16);
      for (;;) {
        const earlier = await copiesOf(files, prefix);
        const name = `${prefix}-${String(numberOf(earlier.at(-1)) + 1).padStart(8, '0')}`;
        const box = await sealing.seal(contextOf(name), bytes);
        // The other process may have taken the number.
        if (!(await files.create(`${FOLDER}/${name}`, box))) continue;
        await prune(files, [...earlier, name], needed);
        return name;
      }
    },
    read: async (name) => {
      const box = NAME.test(name) ? await files.read(`${FOLDER}/${name}`) : null;
      if (box === null) throw gone();
      const opening = await sealer();
      try {
        return await opening.open(contextOf(name), box);
      } catch (error) {
        if (error instanceof AppError) throw error;
        // Damaged, or sealed before the user chose another storage: as good as gone.
        throw gone(error);
      }
    },
  };
}

const contextOf = (name: string) => `backup/${name}`;

const numberOf = (name: string | undefined) => (name === undefined ? 0 : Number(name.slice(-8)));

async function copiesOf(files: PrivateFiles, prefix: string): Promise<readonly string[]> {
  const names = await files.list(FOLDER);
  return names.filter((name) => NAME.test(name) && name.startsWith(`${prefix}-`));
}

async function prune(
  files: PrivateFiles,
  copies: readonly string[],
  needed: () => ReadonlySet<string>,
): Promise<void> {
  const old = copies.slice(0, -BACKUPS_KEPT);
  if (old.length === 0) return;
  const kept = needed();
  for (const name of old) if (!kept.has(name)) await files.remove(`${FOLDER}/${name}`);
}

const gone = (cause?: unknown) =>
  new AppError('not-found', {
    message: 'The copy of the file from before this change is gone.',
    next: `Keyrack keeps the last ${BACKUPS_KEPT} copies of each file. Change the file by hand.`,
    cause,
  });
