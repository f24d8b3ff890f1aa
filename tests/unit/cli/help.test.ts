import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { beforeAll, describe, expect, it } from 'vitest';
import { createFakeTerminal } from '#tests/fakes/terminal.ts';
import { loadTree } from '../../../electron/cli/groups.ts';
import { EXAMPLES } from '../../../electron/cli/help/examples.ts';
import { type } from './command-line.ts';

let paths: readonly string[] = [];
beforeAll(async () => {
  paths = pathsOf(await loadTree(), '');
});

const isVisible = (command: Command) => !command.name().startsWith('__');
const pathsOf = (command: Command, path: string): string[] => [
  path,
  ...command.commands.filter(isVisible).flatMap((inner) => pathsOf(inner, `${path} ${inner.name()}`.trim())),
];

/** The words that a real shell hands to the command; files that it would read are there. */
function wordsOf(line: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'keyrack-example-'));
  try {
    for (const [, file = ''] of line.matchAll(/<([\w.-]+\.\w+)/g)) writeFileSync(join(folder, file), '');
    const script = `exec 9>words; keyrack() { printf '%s\\0' "$@" >&9; }; ${line}`;
    spawnSync('bash', ['-c', script], { cwd: folder });
    return readFileSync(join(folder, 'words'), 'utf8').split('\0').slice(0, -1);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('help', () => {
  it('has an example for every command, and for none that there is not', () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual([...paths].sort());
  });

  it('shows them', async () => {
    const { out } = await type(['key', 'create', '--help'], {});
    expect(out).toContain('Examples:\n  keyrack key create --env Development');
    expect((await type(['exec', '--help'], {})).out).toContain('-- npx -y your-mcp-server');
    expect((await type(['--help'], {})).out).toContain('keyrack key list');
  });

  it('is plain where it is piped, and coloured where that is welcome', async () => {
    for (const words of [['--help'], ['key', '--help'], ['key', 'create', '--help'], ['targets', '--help']]) {
      expect((await type(words, {})).out).not.toContain('\u001b');
      const coloured = await type(words, { terminal: { ...createFakeTerminal(), colour: true } });
      expect(coloured.out).toContain('\u001b[1mUsage:\u001b[0m');
    }
  });
});

describe.each(Object.entries(EXAMPLES))('the examples of "%s"', (path, lines) => {
  it.each(lines)('%s', async (line) => {
    const words = wordsOf(line);
    const program = await loadTree();
    let reached = '';
    const visit = (command: Command, at: string) => {
      command.exitOverride((error) => {
        throw error;
      });
      command.action(() => {
        reached = at;
      });
      for (const inner of command.commands) visit(inner, `${at} ${inner.name()}`.trim());
    };
    visit(program, '');
    await program.parseAsync([...words], { from: 'user' });
    expect(reached).not.toBe('');
    if (path !== '') expect(`${reached} `).toContain(`${path} `);
  });
});
