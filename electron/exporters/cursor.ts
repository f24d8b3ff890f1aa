import { inHome } from './home-paths.ts';
import { mcpClient } from './mcp-client.ts';

/**
 * Cursor: `.cursor/mcp.json`, at home and in a project; `type` is not needed. It expands `${env:V}` and four of its own
 * names, `${V}` alone is not documented. Source: cursor.com/docs/mcp.
 */
export const cursor = mcpClient({
  id: 'cursor',
  name: 'Cursor',
  files: (machine) => [inHome(machine, '.cursor', 'mcp.json')],
  projectFile: '.cursor/mcp.json',
  refer: (variable) => `\${env:${variable}}`,
  aboutReference:
    'The file names a variable, and Cursor takes its value from where it was started: every server that it starts sees it.',
  literal: /\$\{(?:env:[^}]*|userHome|workspaceFolder|workspaceFolderBasename|pathSeparator|\/)\}/,
  start: { from: 'desktop', program: 'cursor' },
});
