import type { Machine } from '#core/ports/exporter.ts';
import { inAppData, inHome } from './home-paths.ts';
import { mcpClient } from './mcp-client.ts';

const FILE = 'mcp_config.json';

/** Not by XDG_CONFIG_HOME, and on macOS as on Linux. */
const devin = (machine: Machine) =>
  machine.platform === 'win32'
    ? inAppData(machine, 'devin', FILE)
    : inHome(machine, '.config', 'devin', FILE);

/**
 * Windsurf, since June 2026 Devin Desktop, with a new place for its file; the old one is read by older versions, which
 * know an address by `serverUrl` alone. It expands `${env:V}` and `${file:path}`.
 * Source: docs.windsurf.com, plugins/cascade/mcp.
 */
export const windsurf = mcpClient({
  id: 'windsurf',
  name: 'Windsurf (Devin)',
  files: (machine) => [devin(machine), inHome(machine, '.codeium', 'windsurf', FILE)],
  newFile: devin,
  projectFile: '.devin/mcp_config.json',
  address: (file) => (/[\\/]windsurf[\\/]mcp_config\.json$/.test(file) ? 'serverUrl' : 'url'),
  refer: (variable) => `\${env:${variable}}`,
  aboutReference:
    'The file names a variable, and Windsurf takes its value from where it was started: every server that it starts sees it.',
  literal: /\$\{(?:env|file):[^}]*\}/,
  start: { from: 'desktop', program: 'windsurf' },
});
