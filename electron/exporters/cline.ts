import type { Machine } from '#core/ports/exporter.ts';
import { inFolderOf, inHome } from './home-paths.ts';
import { mcpClient } from './mcp-client.ts';

const FILE = ['settings', 'cline_mcp_settings.json'];

/**
 * Cline: one file for its editors and its command, strict JSON; a URL without `type` would mean the old SSE transport.
 * The extension expands `${env:V}` in every string, the command expands nothing. Sources: cline/cline,
 * sdk/packages/shared/src/storage/paths.ts (places), apps/vscode/src/utils/envExpansion.ts.
 */
export const cline = mcpClient({
  id: 'cline',
  name: 'Cline',
  files: (machine) => [file(machine)],
  types: { started: null, reached: 'streamableHttp' },
  refer: (variable) => `\${env:${variable}}`,
  aboutReference:
    'The file names a variable, and Cline takes its value from where the editor was started. Its command line expands none: there the server would get the name.',
  literal: /\$\{env:[^}]*\}/,
  start: { from: 'desktop', program: 'code' },
});

function file(machine: Machine): string {
  const own = inFolderOf(machine, 'CLINE_DIR', inHome(machine, '.cline'), ['data']);
  const usual = inFolderOf(machine, 'CLINE_DATA_DIR', own, FILE);
  return inFolderOf(machine, 'CLINE_MCP_SETTINGS_PATH', usual, []);
}
