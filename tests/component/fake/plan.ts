import type {
  DiffLine,
  ExportDocument,
  ExportPlan,
  ExportRequest,
  Mechanism,
} from '#shared/model/delivery.ts';
import { FakeFailure } from './failure.ts';
import { targets } from './targets.ts';
import { newId } from './world.ts';

/** What main would answer to a plan for Claude Desktop, and roughly for another client. */
export function planOf(request: ExportRequest): ExportPlan {
  refuseUnasked(request);
  const mechanism = request.mechanism ?? 'launcher';
  const server = request.server ?? 'playground';
  const own = targets.find(({ id }) => id === request.target)?.files[0];
  const file = request.file ?? own ?? '/home/ada/.config/Claude/claude_desktop_config.json';
  const reference = mechanism === 'reference' ? (request.reference ?? 'PLAYGROUND_DEV_API_KEY') : null;
  const stands = reference === null ? '••••••••' : `$\u007b${reference}}`;
  const entry = entryOf(request, mechanism, stands);
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
    companions: [],
    warnings: warningsOf(request, mechanism, reference),
    ignorable: mechanism === 'inline' ? '/home/ada/dotfiles/.gitignore' : null,
  };
}

/** What main would answer to a copy: one entry in a document of its own. */
export function documentFor(request: ExportRequest): ExportDocument {
  const { mechanism, server, reference } = planOf(request);
  const stands = reference === null ? '' : `$\u007b${reference}}`;
  const entry = entryOf(request, mechanism, stands);
  const lines = ['{', '  "mcpServers": {', `    "${server}": {`, ...entry, '    }', '  }', '}', ''];
  const told =
    'Nothing was written, and where this document goes Keyrack does not know: it lists no delivery, and can neither test nor undo it, nor follow it when the key is replaced.';
  return {
    ...{ server, mechanism, reference, text: lines.join('\n') },
    warnings: [told, ...warningsOf(request, mechanism, reference)],
  };
}

function entryOf(request: ExportRequest, mechanism: Mechanism, stands: string): readonly string[] {
  const { launch, keyId, variable = 'PLAYGROUND_API_KEY' } = request;
  if (launch && 'url' in launch) {
    return [`      "url": "${launch.url}",`, `      "headers": { "Authorization": "Bearer ${stands}" }`];
  }
  const command = launch?.command ?? ['npx'];
  if (mechanism === 'launcher') {
    const words = command.map((word) => JSON.stringify(word)).join(', ');
    return [
      `      "command": "/usr/bin/keyrack",`,
      `      "args": ["exec", "--key", "${keyId}=${variable}", "--", ${words}]`,
    ];
  }
  return [
    `      "command": ${JSON.stringify(command[0])},`,
    `      "args": ${JSON.stringify(command.slice(1))},`,
    `      "env": { "${variable}": "${stands}" }`,
  ];
}

function warningsOf({ keyId }: ExportRequest, mechanism: Mechanism, reference: string | null): string[] {
  if (mechanism === 'inline') return ['The key stands in this file, and in every backup of it.'];
  return reference === null ? [] : [`Start it by: keyrack exec --key ${keyId}=${reference} -- claude`];
}

/** LM Studio has a key in the file alone where it reaches a URL, and main never chooses that by itself. */
function refuseUnasked({ target, launch, mechanism }: ExportRequest): void {
  if (target !== 'lm-studio' || launch === undefined || 'command' in launch || mechanism === 'inline') return;
  const message = 'The value itself would stand in the file.';
  throw new FakeFailure({
    code: 'forbidden-by-rule',
    message,
    next: 'Choose: inline.',
    field: 'mechanism',
  });
}
