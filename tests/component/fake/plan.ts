import type { DiffLine, ExportPlan, ExportRequest } from '#shared/model/delivery.ts';
import { newId } from './world.ts';

/** What main would answer to a plan for Claude Desktop, and roughly for another client. */
export function planOf(request: ExportRequest): ExportPlan {
  const mechanism = request.mechanism ?? 'launcher';
  const server = request.server ?? 'playground';
  const variable = request.variable ?? 'PLAYGROUND_API_KEY';
  const command = request.launch && 'command' in request.launch ? request.launch.command : ['npx'];
  const file = request.file ?? '/home/ada/.config/Claude/claude_desktop_config.json';
  const reference = mechanism === 'reference' ? (request.reference ?? 'PLAYGROUND_DEV_API_KEY') : null;
  const stands = reference === null ? '••••••••' : `$\u007b${reference}}`;
  const entry =
    request.launch && 'url' in request.launch
      ? [`      "url": "${request.launch.url}",`, `      "headers": { "Authorization": "Bearer ${stands}" }`]
      : mechanism === 'launcher'
        ? [
            `      "command": "/usr/bin/keyrack",`,
            `      "args": ["exec", "--key", "${request.keyId}=${variable}", "--", ${command.map((word) => JSON.stringify(word)).join(', ')}]`,
          ]
        : [
            `      "command": ${JSON.stringify(command[0])},`,
            `      "args": ${JSON.stringify(command.slice(1))},`,
            `      "env": { "${variable}": "${stands}" }`,
          ];
  const added = [`    "${server}": {`, ...entry, '    }'];
  const diff: DiffLine[] = [
    { kind: 'same', text: '{', line: 1 },
    { kind: 'same', text: '  // tools of the whole team', line: 2 },
    { kind: 'same', text: '  "mcpServers": {', line: 3 },
    { kind: 'gap', text: '', line: 0 },
    { kind: 'removed', text: '    "files": { "command": "mcp-files" }', line: 21 },
    { kind: 'added', text: '    "files": { "command": "mcp-files" },', line: 21 },
    ...added.map((text, index): DiffLine => ({ kind: 'added', text, line: 22 + index })),
    { kind: 'same', text: '  }', line: 22 + added.length },
  ];
  return {
    plan: newId(),
    target: request.target,
    file,
    realFile: file.endsWith('link.json') ? '/home/ada/dotfiles/claude/config.json' : file,
    server,
    mechanism,
    reference,
    choices: [
      { mechanism: 'input', possible: false, reason: 'Claude Desktop has no secret prompt of its own.' },
      { mechanism: 'helper', possible: false, reason: 'Claude Desktop runs no header helper.' },
      {
        mechanism: 'launcher',
        possible: true,
        reason: 'Keyrack starts the server and hands it the key: the file holds no secret.',
      },
      {
        mechanism: 'reference',
        possible: request.target !== 'claude-desktop',
        reason: 'Claude Desktop does not expand variables in env; Claude Code does.',
      },
      {
        mechanism: 'inline',
        possible: true,
        reason: 'Works without Keyrack, but whoever reads the file has the key.',
      },
    ],
    modeBefore: '0644',
    modeAfter: '0600',
    diff,
    warnings:
      mechanism === 'inline'
        ? ['The key stands in this file, and in every backup of it.']
        : reference === null
          ? []
          : [`Start it by: keyrack exec --key ${request.keyId}=${reference} -- claude`],
  };
}
