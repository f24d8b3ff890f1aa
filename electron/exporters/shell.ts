import type { Machine } from '#core/ports/exporter.ts';
import { shell as editor } from './editors/shell.ts';
import { inFolderOf, inHome } from './home-paths.ts';
import { renderShellLine } from './shell-entry.ts';
import { concealMember, readMember, variableFile } from './variables.ts';

/** A line in the profile of bash, zsh, fish or PowerShell; the file's name tells which. */
export const shell = variableFile({
  id: 'shell',
  name: 'Shell profile',
  files,
  editor,
  render: renderShellLine,
  conceal: concealMember,
  readValue: readMember,
  afterwards: 'A shell reads its profile only when it starts: open a new terminal.',
  reasons: {
    input: 'A shell reads its profile whenever it starts, and asks for nothing.',
    helper:
      'No command of Keyrack prints a secret for a script. Without any file: keyrack exec --key <key> -- <command>.',
    launcher:
      'A profile starts no program of yours. Without any file: keyrack exec --key <key> -- <command>.',
    reference: 'A reference needs a variable that the shell has already.',
    inline:
      'The value itself stands in the profile, where every program of your user can read it, and each program that the shell starts gets it. Without any file: keyrack exec --key <key> -- <command>.',
  },
});

/** First the one that the system's own shell reads. */
function files(machine: Machine): readonly string[] {
  const fish = inFolderOf(machine, 'XDG_CONFIG_HOME', inHome(machine, '.config'), ['fish', 'config.fish']);
  const own = (names: readonly string[]) => names.map((name) => inHome(machine, name));
  switch (machine.platform) {
    case 'darwin':
      return [...own(['.zshrc', '.bash_profile', '.profile']), fish];
    case 'linux':
      return [...own(['.bashrc', '.zshrc', '.profile']), fish];
    case 'win32':
      return ['PowerShell', 'WindowsPowerShell'].map((folder) =>
        inHome(machine, 'Documents', folder, 'Microsoft.PowerShell_profile.ps1'),
      );
  }
}
