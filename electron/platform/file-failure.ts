import { AppError } from '#core/errors.ts';

type Doing = 'read' | 'written' | 'removed';

const TO_DO: Readonly<Record<string, readonly [cause: string, next: string]>> = {
  EACCES: [
    'permission is denied',
    'Allow your user to read and write the file and its folder, then try again.',
  ],
  EPERM: [
    'the system does not permit it',
    'Look whether the file or its folder is protected, then try again.',
  ],
  EROFS: ['the disk is read-only', 'Make the disk writable, or choose another file.'],
  ENOSPC: ['the disk is full', 'Free some space, then try again.'],
  EDQUOT: ['your disk quota is used up', 'Free some space, then try again.'],
  EIO: ['the disk reports an error', 'Check the disk. Nothing was changed.'],
  ENOTDIR: ['a part of the path is not a folder', 'Check the path.'],
  ENAMETOOLONG: ['the path is too long', 'Choose a shorter path.'],
  EBUSY: ['another program is using it', 'Close the program that has it open, then try again.'],
};

/** @returns words for an error of the file system; an AppError stays what it is. */
export function fileFailure(path: string, doing: Doing, cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  const [why, next] = TO_DO[code] ?? [
    `the system says ${code || 'no more'}`,
    'Check the file and its folder.',
  ];
  return new AppError('file-failed', { message: `${path} could not be ${doing}: ${why}.`, next, cause });
}

/** The same for a folder or file of Keyrack's own. */
export function homeFailure(path: string, cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  const [why] = TO_DO[code] ?? [`the system says ${code || 'no more'}`];
  const next = 'Make it writable for your user, or name another folder with --home or KEYRACK_HOME.';
  return new AppError('home-failed', { message: `Keyrack cannot use ${path}: ${why}.`, next, cause });
}
