import { yaml, yamlListedBy } from './editors/yaml.ts';
import { inHome } from './home-paths.ts';
import { mcpClient } from './mcp-client.ts';

/** Continue refuses a config that lacks one of these. */
const NEW_CONFIG = 'name: Keyrack\nversion: 1.0.0\nschema: v1\n';

/**
 * Continue: `config.yaml` in `~/.continue`, where `mcpServers` is a list and each item has a name. `${{ secrets.V }}` is
 * looked up in `.env` of the workspace, of its `.continue` and of `~/.continue`; its command line takes what it was started
 * with as well. Nobody develops it further.
 * Sources: continuedev/continue, docs/faqs.mdx and packages/config-yaml/src/schemas/mcp.
 */
export const continueDev = mcpClient({
  id: 'continue',
  name: 'Continue',
  files: (machine) => [inHome(machine, '.continue', 'config.yaml')],
  editor: yamlListedBy('name', NEW_CONFIG),
  outline: yaml,
  named: 'name',
  types: { started: 'stdio', reached: 'streamable-http' },
  headers: ['requestOptions', 'headers'],
  refer: (variable) => `\${{ secrets.${variable} }}`,
  aboutReference:
    'The file names a secret, which Continue looks up in .env of the workspace and of ~/.continue; only its command line also takes it from where it was started.',
  literal: /\$\{\{/,
  start: { from: 'terminal', program: 'cn' },
});
