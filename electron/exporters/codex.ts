import type { HeaderTemplate } from '#shared/text/header-template.ts';
import { toml } from './editors/toml.ts';
import { inFolderOf, inHome } from './home-paths.ts';
import { mcpClient } from './mcp-client.ts';
import type { Members, ReferredHeader } from './mcp-form.ts';

/**
 * Codex, command and IDE extension: `config.toml` in `~/.codex` or CODEX_HOME, and in projects that it trusts. It expands
 * nothing: members of their own take names of variables, and a server gets none beside those and a short list.
 * Sources: openai/codex, codex-rs/config/src/mcp_types.rs, and what version 0.169 does.
 */
export const codex = mcpClient({
  id: 'codex',
  name: 'Codex',
  tried: true,
  files: (machine) => [inFolderOf(machine, 'CODEX_HOME', inHome(machine, '.codex'), ['config.toml'])],
  editor: toml,
  projectFile: '.codex/config.toml',
  root: 'mcp_servers',
  headers: ['http_headers'],
  helper: 'http_headers_helper',
  refer: null,
  handOn: (variable) => ({ env_vars: [variable] }),
  referHeader,
  readHeaders,
  aboutReference:
    'The file names the variable, and Codex hands it on under the same name from where it was started, to this server alone.',
  aboutHeaders:
    'Codex takes a header from a variable that the file names, where the header is the key alone, or “Authorization: Bearer” and the key.',
  literal: null,
  start: { from: 'terminal', program: 'codex' },
});

function referHeader({ name, value }: HeaderTemplate, variable: string): Members | null {
  if (value === '{}') return { env_http_headers: { [name]: variable } };
  const isBearer = name.toLowerCase() === 'authorization' && value === 'Bearer {}';
  return isBearer ? { bearer_token_env_var: variable } : null;
}

function readHeaders({ env_http_headers: byName, bearer_token_env_var: bearer }: Members): ReferredHeader[] {
  const named = typeof byName === 'object' && byName !== null ? Object.entries(byName) : [];
  const all = [
    ...named.map(([name, variable]) => ({ header: { name, value: '{}' }, variable })),
    { header: { name: 'Authorization', value: 'Bearer {}' }, variable: bearer },
  ];
  return all.filter((one): one is ReferredHeader => typeof one.variable === 'string');
}
