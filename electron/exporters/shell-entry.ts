import { AppError } from '#core/errors.ts';
import type { Entry } from '#core/ports/exporter.ts';
import type { ShellEntry } from './editors/shell.ts';
import type { Shell } from './editors/shell-syntax.ts';
import { renderVariable } from './variables.ts';

const BY_NAME: readonly (readonly [RegExp, Shell])[] = [
  [/\.fish$/, 'fish'],
  [/\.ps1$/i, 'powershell'],
  [/^\.(bashrc|bash_profile|bash_login|bash_aliases|profile|zshrc|zshenv|zprofile|zlogin|envrc)$/, 'posix'],
  [/\.(sh|bash|zsh|envrc)$/, 'posix'],
];

/** @throws AppError invalid-input where the file's name does not tell which shell reads it */
function shellOf(file: string): Shell {
  const name = file.split(/[\\/]/).at(-1) ?? '';
  const found = BY_NAME.find(([pattern]) => pattern.test(name))?.[1];
  if (found !== undefined) return found;
  throw new AppError('invalid-input', {
    message: `The name "${name}" does not tell which shell reads the file.`,
    next: 'Name a profile such as .bashrc, .zshrc, .profile, config.fish or one that ends in .sh, .fish or .ps1.',
    field: 'file',
  });
}

/** @throws Error for what was not offered; AppError invalid-input */
export function renderShellLine(entry: Entry, reveal: (secret: 'value') => string): ShellEntry {
  return { shell: shellOf(entry.file), value: renderVariable(entry, reveal) };
}
