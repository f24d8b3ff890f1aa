import { inAppData } from './home-paths.ts';
import { mcpClient } from './mcp-client.ts';

/** The value is put into JSON text as it is, and each backslash becomes a slash; then the folder's name is put in. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON text cannot hold them
const ALTERED_BEHIND = /["\\\x00-\x1f]|\$\{workspaceFolder\}/;

/**
 * Roo Code: a file in the storage of Visual Studio Code, `.roo/mcp.json` in a project. A URL must have its `type`.
 * Source: RooCodeInc/Roo-Code, src/services/mcp/McpHub.ts and src/utils/config.ts.
 */
export const roo = mcpClient({
  id: 'roo',
  name: 'Roo Code',
  files: (machine) => [
    inAppData(
      machine,
      'Code',
      'User',
      'globalStorage',
      'rooveterinaryinc.roo-cline',
      'settings',
      'mcp_settings.json',
    ),
  ],
  projectFile: '.roo/mcp.json',
  types: { started: null, reached: 'streamable-http' },
  refer: (variable) => `\${env:${variable}}`,
  aboutReference:
    'The file names a variable, and Roo Code takes its value from where the editor was started: every server that it starts sees it.',
  literal: /\$\{(?:env:[^}]*|workspaceFolder)\}/,
  again: { started: ALTERED_BEHIND, reached: ALTERED_BEHIND },
  start: { from: 'desktop', program: 'code' },
});
