import { posix, win32 } from 'node:path';
import type { FileExporter, Machine } from '#core/ports/exporter.ts';
import type { Launch, Mechanism, MechanismChoice } from '#shared/model/delivery.ts';
import { json } from './editors/json.ts';
import { concealServer, renderServer } from './mcp-servers.ts';

const FILE = 'claude_desktop_config.json';
/** The package of the Windows Store build, which keeps its own copy of %APPDATA%. */
const STORE_PACKAGE = 'Claude_pzs8sxrjxfjjc';

const NO_URL =
  'Claude Desktop skips entries with a URL in its file: it reaches remote servers only through its own connectors. ' +
  'Give a command that bridges to the server, such as: npx -y mcp-remote <url>';

const REASONS: Record<Mechanism, string> = {
  input: 'Claude Desktop has no prompt or store for a secret of this file.',
  helper: 'Claude Desktop has no header helper: it starts commands only.',
  launcher:
    'Claude Desktop starts Keyrack, which reads the key and starts the server: the file holds no secret.',
  reference: 'Claude Desktop expands nothing in its file: the server would get the name and not the value.',
  inline: 'The value itself stands in the file, where every program of your user can read it.',
};

const POSSIBLE: ReadonlySet<Mechanism> = new Set(['launcher', 'inline']);

/**
 * Claude Desktop: strict JSON under `mcpServers`, user scope only, no expansion, no reload while it runs.
 * Sources: modelcontextprotocol.io/quickstart/user; support.claude.com article 11503834 (remote servers);
 * anthropics/claude-code issues 34359 and 78226 (the Store build's path, entries lost while the app runs).
 */
export const claudeDesktop: FileExporter = {
  kind: 'file',
  id: 'claude-desktop',
  name: 'Claude Desktop',
  tried: false,
  takes: 'server',
  scopes: ['user'],
  choices,
  files,
  newFile: (machine) => own(machine),
  editor: json,
  path: (server) => ['mcpServers', server],
  render: renderServer,
  conceal: concealServer,
  rewrittenBy: ['Claude', 'Claude.exe', 'claude-desktop'],
};

function choices(launch: Launch | null): readonly MechanismChoice[] {
  const remote = launch !== null && 'url' in launch;
  return (Object.keys(REASONS) as Mechanism[]).map((mechanism) => ({
    mechanism,
    possible: !remote && POSSIBLE.has(mechanism),
    reason: remote && POSSIBLE.has(mechanism) ? NO_URL : REASONS[mechanism],
  }));
}

/** The Store build reads its own copy before %APPDATA%, so that one comes first where it is there. */
function files(machine: Machine): readonly string[] {
  if (machine.platform !== 'win32') return [own(machine)];
  const local = machine.env.LOCALAPPDATA ?? win32.join(machine.home, 'AppData', 'Local');
  const store = win32.join(local, 'Packages', STORE_PACKAGE, 'LocalCache', 'Roaming', 'Claude', FILE);
  return [store, own(machine)];
}

function own({ platform, home, env }: Machine): string {
  switch (platform) {
    case 'darwin':
      return posix.join(home, 'Library', 'Application Support', 'Claude', FILE);
    case 'win32':
      return win32.join(env.APPDATA ?? win32.join(home, 'AppData', 'Roaming'), 'Claude', FILE);
    case 'linux':
      return posix.join(configHome(home, env.XDG_CONFIG_HOME), 'Claude', FILE);
  }
}

/** The XDG base directory specification has a relative path ignored. */
function configHome(home: string, wanted: string | undefined): string {
  return wanted?.startsWith('/') ? wanted : posix.join(home, '.config');
}
