import type { Machine } from '#core/ports/exporter.ts';
import { inAppData, inFolderOf, inHome } from './home-paths.ts';
import { mcpClient } from './mcp-client.ts';

const FILE = 'claude_desktop_config.json';
/** The package of the Windows Store build, which keeps its own copy of %APPDATA%. */
const STORE = ['Packages', 'Claude_pzs8sxrjxfjjc', 'LocalCache', 'Roaming', 'Claude', FILE];

const own = (machine: Machine) => inAppData(machine, 'Claude', FILE);

/**
 * Claude Desktop: strict JSON under `mcpServers`, user scope only, no expansion, no reload while it runs.
 * Sources: modelcontextprotocol.io/quickstart/user; support.claude.com article 11503834 (remote servers);
 * anthropics/claude-code issues 34359 and 78226 (the Store build's path, entries lost while the app runs).
 */
export const claudeDesktop = mcpClient({
  id: 'claude-desktop',
  name: 'Claude Desktop',
  files,
  newFile: own,
  address: null,
  noAddress:
    'Claude Desktop skips entries with a URL in its file: it reaches remote servers only through its own connectors. ' +
    'Give a command that bridges to the server, such as: npx -y mcp-remote <url>',
  refer: null,
  aboutReference:
    'Claude Desktop expands nothing in its file: the server would get the name and not the value.',
  literal: null,
  rewrittenBy: ['Claude', 'Claude.exe', 'claude-desktop'],
});

/** The Store build reads its own copy before %APPDATA%, so that one comes first where it is there. */
function files(machine: Machine): readonly string[] {
  if (machine.platform !== 'win32') return [own(machine)];
  return [inFolderOf(machine, 'LOCALAPPDATA', inHome(machine, 'AppData', 'Local'), STORE), own(machine)];
}
