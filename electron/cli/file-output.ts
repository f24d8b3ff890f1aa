import { lstatSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from '#core/errors.ts';
import { commit, commitNew, discard, writeBeside } from '../platform/atomic-write.ts';
import { fileFailure } from '../platform/file-failure.ts';
import type { CommandContext } from './context.ts';

type Asked = Pick<CommandContext, 'options'>;

/** Which keys there are, and where, is nobody else's business. */
const MODE = 0o600;

/**
 * Before work is begun whose result goes into this file.
 * @throws AppError conflict where there is one, unless --yes says that it may go
 */
export function assertMayWrite({ options }: Asked, file: string): void {
  if (options().yes || lstatSync(file, { throwIfNoEntry: false }) === undefined) return;
  throw isThere(file);
}

/** A file that the user names, without a secret in it. @throws AppError conflict where there is one, file-failed */
export async function writeFileGiven(context: Asked, file: string, text: string): Promise<void> {
  const target = resolve(file);
  try {
    const temporary = await writeBeside(target, new TextEncoder().encode(text), { mode: MODE });
    try {
      if (context.options().yes) await commit(temporary, target);
      else if (!(await commitNew(temporary, target))) throw isThere(file);
    } catch (error) {
      await discard(temporary);
      throw error;
    }
  } catch (error) {
    throw fileFailure(file, 'written', error);
  }
}

const isThere = (file: string) =>
  new AppError('conflict', {
    message: `There is a file ${file} already.`,
    next: 'Name another one, or add --yes to write over it.',
  });
