import { jsonc } from './editors/json.ts';
import { inAppData } from './home-paths.ts';
import { mcpClient } from './mcp-client.ts';

/**
 * Visual Studio Code: `mcp.json` of the user and in `.vscode`, under `servers`, with `type`. `${env:V}` is filled in for
 * what is started; in headers it was seen not to be (microsoft/vscode#336232). What came of a variable is looked through
 * for variables once more. Sources: microsoft/vscode-docs, docs/copilot/reference/mcp-configuration.md, and
 * microsoft/vscode, src/vs/workbench/services/configurationResolver.
 */
export const vscode = mcpClient({
  id: 'vscode',
  name: 'Visual Studio Code',
  files: (machine) => [inAppData(machine, 'Code', 'User', 'mcp.json')],
  editor: jsonc,
  projectFile: '.vscode/mcp.json',
  root: 'servers',
  types: { started: 'stdio', reached: 'http' },
  noInput:
    'Visual Studio Code would ask for the key and keep it, but its question stands in another place of the file, and Keyrack writes the server’s entry alone.',
  refer: (variable) => `\${env:${variable}}`,
  referHeader: () => null,
  aboutReference:
    'The file names a variable, and Visual Studio Code takes its value from where it was started: every server that it starts sees it.',
  aboutHeaders:
    'Visual Studio Code does not always fill variables into headers: the server might get the name and not the value.',
  literal: /\$\{[^}]+\}/,
  again: { started: /\$\{[^}]+\}/ },
  start: { from: 'desktop', program: 'code' },
});
