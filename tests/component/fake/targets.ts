import type { Target } from '#shared/model/delivery.ts';

export const targets: readonly Target[] = [
  {
    id: 'claude-desktop',
    name: 'Claude Desktop',
    kind: 'file',
    takes: 'server',
    mechanisms: ['launcher', 'inline'],
    ways: { command: ['launcher', 'inline'], url: ['inline'] },
    files: ['/home/ada/.config/Claude/claude_desktop_config.json'],
    projectFile: null,
    tried: true,
  },
  {
    id: 'claude-code',
    name: 'Claude Code',
    kind: 'file',
    takes: 'server',
    mechanisms: ['helper', 'launcher', 'reference', 'inline'],
    ways: { command: ['launcher', 'reference', 'inline'], url: ['helper', 'reference', 'inline'] },
    files: ['/home/ada/.claude.json'],
    projectFile: '.mcp.json',
    tried: false,
  },
  {
    id: 'lm-studio',
    name: 'LM Studio',
    kind: 'file',
    takes: 'server',
    mechanisms: ['launcher', 'inline'],
    ways: { command: ['launcher', 'inline'], url: ['inline'] },
    files: ['/home/ada/.lmstudio/mcp.json'],
    projectFile: null,
    tried: false,
  },
];
