import { shell as editor } from './editors/shell.ts';
import { renderShellLine } from './shell-entry.ts';
import { concealMember, readMember, variableFile } from './variables.ts';

/** An .envrc, which direnv has bash read. Sources: direnv.net, man direnv-stdlib; quoting by POSIX XCU 2.2.2. */
export const direnv = variableFile({
  id: 'direnv',
  name: 'direnv',
  projectFile: '.envrc',
  editor,
  // direnv has bash read the file, however it is called.
  render: (entry, reveal) => renderShellLine({ ...entry, file: '.envrc' }, reveal),
  conceal: concealMember,
  readValue: readMember,
  afterwards:
    'direnv blocks the file after each change. To let it be read again, run in its folder: direnv allow',
  reasons: {
    input: 'direnv reads the file whenever you enter the folder, and asks for nothing.',
    helper:
      'No command of Keyrack prints a secret for a script. Without any file: keyrack exec --key <key> -- <command>.',
    launcher: 'direnv starts no program. Without any file: keyrack exec --key <key> -- <command>.',
    reference:
      'A reference needs a variable that your shell has already; then the program sees it without direnv.',
    inline:
      'The value itself stands in the file, where every program of your user can read it. Without any file: keyrack exec --key <key> -- <command>.',
  },
});
