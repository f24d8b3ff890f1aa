import type { Machine } from '#core/ports/exporter.ts';
import { fillHeader } from '#shared/text/header-template.ts';
import { yaml } from './editors/yaml.ts';
import { inAppData, inHome } from './home-paths.ts';
import { mcpClient } from './mcp-client.ts';

/**
 * Goose: `extensions` in `config.yaml` of the user. `env_keys` names what it takes from its keyring, or from where it was
 * started; headers can use those and nothing else, so that it alters no literal.
 * Sources: block/goose, documentation/docs/guides/config-files.md and crates/goose/src/agents/extension.rs.
 */
export const goose = mcpClient({
  id: 'goose',
  name: 'Goose',
  files: (machine) => [configOf(machine)],
  editor: yaml,
  root: 'extensions',
  // Goose looks for a name in small letters.
  key: (server) => server.toLowerCase(),
  named: 'name',
  types: { started: 'stdio', reached: 'streamable_http' },
  command: ([cmd = '', ...args]) => ({ cmd, args }),
  env: 'envs',
  address: () => 'uri',
  always: { description: '', enabled: true, timeout: 300 },
  aboutInput: 'Goose keeps secrets in a keyring of its own, which Keyrack does not fill.',
  references: [/\$\{([A-Za-z_]\w*)\}()/, /\$([A-Za-z_]\w*)()/],
  fillsHeadersAlone: true,
  refer: null,
  handOn: (variable) => ({ env_keys: [variable] }),
  referHeader: (header, variable) => ({
    headers: { [header.name]: fillHeader(header, `\${${variable}}`) },
    env_keys: [variable],
  }),
  aboutReference:
    'The file names the variable, which Goose takes from its own keyring or from where it was started, and hands on under the same name to this server alone.',
  aboutHeaders:
    'The file names a variable, which Goose takes from its own keyring or from where it was started.',
  literal: null,
  start: { from: 'terminal', program: 'goose' },
});

function configOf(machine: Machine): string {
  if (machine.platform === 'win32') return inAppData(machine, 'Block', 'goose', 'config', 'config.yaml');
  if (machine.platform === 'darwin') return inHome(machine, '.config', 'goose', 'config.yaml');
  return inAppData(machine, 'goose', 'config.yaml');
}
