import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { COMPLETION_SCRIPTS } from '../../electron/cli/completion/scripts.ts';
import { COMMAND } from './command/bench.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** Names as a service or a user may give them. Whoever evaluates one leaves a file behind. */
const NAMES = ['Plain', 'Make - night sync', '$(touch ran)', '`touch ran`', "it's; touch ran", 'a:b', '*'];
let folder = '';
let env: Record<string, string> = {};

/** The built command under its name, and a home with those names; the keychain is out of reach. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyrack-completion-'));
  mkdirSync(join(folder, 'bin'));
  mkdirSync(join(folder, 'here'));
  const start = `#!/bin/sh\nELECTRON_RUN_AS_NODE=1 exec '${process.execPath}' '${COMMAND}' "$@"\n`;
  writeFileSync(join(folder, 'bin/keyrack'), start, { mode: 0o755 });
  env = {
    HOME: folder,
    KEYRACK_HOME: join(folder, 'home'),
    PATH: [join(folder, 'bin'), process.env.PATH].join(delimiter),
    TERM: 'dumb',
    LANG: 'C.UTF-8',
  };
  for (const name of NAMES) {
    const { status, stderr } = spawnSync('keyrack', ['env', 'add', name, '--stage', 'development'], {
      env,
      encoding: 'utf8',
    });
    expect({ name, status, stderr }).toEqual({ name, status: 0, stderr: '' });
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const isHere = (shell: string) => spawnSync(shell, ['-c', 'true']).status === 0;

/** Runs a script in the shell, in an empty folder. */
function run(shell: string, args: readonly string[]) {
  const { stdout, stderr, status } = spawnSync(shell, [...args], {
    cwd: join(folder, 'here'),
    env,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  // SECURITY: what was typed and what came back is a word, not a command.
  expect(readdirSync(join(folder, 'here'))).toEqual([]);
  return stdout.split('\n').filter(Boolean);
}

/** Bash fills these, and calls the function that was registered for the command. @param line words, the last being typed */
function inBash(...line: readonly string[]): readonly string[] {
  const script = [
    'source <(keyrack completion bash)',
    'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))',
    '_keyrack',
    `printf "%s\\n" "\${COMPREPLY[@]}"`,
  ].join('\n');
  return run('bash', ['--norc', '-c', script, 'bash', 'keyrack', ...line]);
}

describe.runIf(isHere('bash'))('in a real bash', () => {
  it('commands, options and names are completed', () => {
    expect(inBash('key', 'cop')).toEqual(['copy']);
    expect(inBash('key', 'copy', '--pass')).toEqual(['--passphrase-fd']);
    expect(inBash('key', 'list', '--env', 'Pl')).toEqual(['Plain']);
    expect(inBash('completion', 'f')).toEqual(['fish']);
  });

  it('every name comes back as one word, whatever stands in it', () => {
    const words = inBash('env', 'edit', '');
    expect(words).toHaveLength(NAMES.length);
    const back = run('bash', ['-c', `printf '%s\\n' ${words.join(' ')}`]);
    expect(back.sort()).toEqual([...NAMES].sort());
  });

  it('what was typed is evaluated by nobody', () => {
    expect(inBash('env', 'edit', '$(touch ran)', '')).toEqual([]);
    expect(inBash('$(touch ran)', '`touch ran`', '')).toEqual([]);
  });

  it('a name goes on behind a quote and behind an escaped blank', () => {
    expect(inBash('env', 'edit', '"Make - n')).toEqual(['Make - night sync']);
    expect(inBash('env', 'edit', 'Make\\ -\\ n')).toEqual(['Make\\ -\\ night\\ sync']);
  });
});

describe.runIf(isHere('zsh'))('in a real zsh', () => {
  /** What `_describe` is given stands in for what it would show: that needs a terminal. */
  const inZsh = (...line: readonly string[]) => {
    const script = [
      'compdef() { : }; _files() { : }',
      `_describe() { local name=$argv[-1]; print -rl -- "\${(@P)name}" }`,
      'source <(keyrack completion zsh)',
      'words=("$@"); CURRENT=$#',
      '_keyrack',
    ].join('\n');
    return run('zsh', ['-f', '-c', script, 'zsh', 'keyrack', ...line]);
  };

  it('commands, options and names are completed, with what they are', () => {
    expect(inZsh('key', 'cop')).toEqual([expect.stringMatching(/^copy:put the value/)]);
    expect(inZsh('key', 'list', '--env', 'Pl')).toEqual(['Plain:development']);
    expect(inZsh('env', 'edit', "'Make - n")).toEqual(['Make - night sync:development']);
    expect(inZsh('env', 'edit', 'a')).toEqual(['a\\:b:development']);
    expect(inZsh('env', 'edit', '')).toHaveLength(NAMES.length);
    expect(inZsh('$(touch ran)', '')).toEqual([]);
  });
});

describe.runIf(isHere('fish'))('in a real fish', () => {
  const inFish = (line: string) =>
    run('fish', ['--no-config', '-c', 'keyrack completion fish | source; complete -C $argv[1]', line]);

  it('commands, options and names are completed, with what they are', () => {
    expect(inFish('keyrack key cop')).toEqual([expect.stringMatching(/^copy\tput the value/)]);
    expect(inFish('keyrack key list --env Pl')).toEqual(['Plain\tdevelopment']);
    expect(inFish('keyrack env edit ')).toHaveLength(NAMES.length);
    expect(inFish("keyrack env edit '$(touch ran)")).toHaveLength(1);
  });
});

it('a shell that is not here is told, so that nobody takes it for tested', () => {
  const missing = Object.keys(COMPLETION_SCRIPTS).filter(
    (shell) => !isHere(shell === 'powershell' ? 'pwsh' : shell),
  );
  // PowerShell is in no package of Debian; its script is read by people alone.
  expect(missing.filter((shell) => shell !== 'powershell')).toEqual([]);
});
