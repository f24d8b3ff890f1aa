import { inFolderOf } from './home-paths.ts';
import { mcpClient } from './mcp-client.ts';

/**
 * Claude Code: `.claude.json` at home or in CLAUDE_CONFIG_DIR, `.mcp.json` in a project, strict JSON. Always with
 * `type`: without it entries with a URL are skipped, and older versions showed no command. It expands `${V}` and
 * `${V:-d}`, in `headers` a second time in what came of it; `headersHelper` is a line for a shell.
 * Sources: code.claude.com/docs/en/mcp, and what version 2.1 does.
 */
export const claudeCode = mcpClient({
  id: 'claude-code',
  name: 'Claude Code',
  tried: true,
  files: (machine) => [inFolderOf(machine, 'CLAUDE_CONFIG_DIR', machine.home, ['.claude.json'])],
  projectFile: '.mcp.json',
  types: { started: 'stdio', reached: 'http' },
  helper: 'headersHelper',
  references: [/\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}/],
  refer: (variable) => `\${${variable}}`,
  aboutReference:
    'The file names a variable, and Claude Code takes its value from where it was started: every server that it starts sees it.',
  literal: /\$\{[^}]+\}/,
  again: { reached: /\$\{[^}]+\}/ },
  start: { from: 'terminal', program: 'claude' },
});
