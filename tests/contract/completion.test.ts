import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { COMPLETION_SCRIPTS } from '../../electron/cli/completion/scripts.ts';
import { COMMAND } from './command/bench.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** Names as a service or a user may give them. Whoever evaluates one leaves a file behind. */
const NAMES = [
  'Plain',
  'Make - night sync',
  '$(touch ran)',
  '`touch ran`',
  "it's; touch ran",
  'a:b',
  '*',
  'dollar$(touch ran)',
  'tick`touch ran`',
  "single';touch ran;'",
  'double";touch ran;"',
  'back\\',
  'bang!touch ran',
  'ü`touch ran`$(touch ran)',
];
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
afterEach(() => rmSync(join(folder, 'here', 'ran'), { force: true }));
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

const ENDED = /ready\$ $|\n> $/;

/** A bash on a terminal of its own, as somebody types into it. */
async function openBash() {
  const child = spawn('script', ['-qec', 'bash --norc --noprofile -i', '/dev/null'], {
    cwd: join(folder, 'here'),
    env: { ...env, SHELL: '/bin/sh', PS1: 'ready$ ' },
  });
  let shown = '';
  child.stdout.on('data', (bytes: Buffer) => {
    shown += bytes.toString();
  });
  const ended = (timeout: number) =>
    vi.waitFor(() => expect(shown).toMatch(ENDED), { timeout, interval: 20 });
  /** @returns what is shown until the shell wants more */
  const type = async (text: string, timeout = 30_000) => {
    shown = '';
    child.stdin.write(text);
    await ended(timeout);
    return shown;
  };
  /** Bash can miss an interrupt between its prompt and its reading: whoever sees nothing happen presses again. */
  const interrupt = () => type('\x03', 5_000).catch(() => type('\x03'));
  await ended(30_000);
  await type('source <(keyrack completion bash); complete -F _keyrack words\n');
  await type('words() { printf \'<%s>\' "$@"; echo; }\n');
  return {
    /** Tab and Enter behind a line; what it leaves open is given up. */
    complete: async (line: string) => {
      const answer = await type(`${line}\t\n`);
      if (!answer.endsWith('ready$ ')) await interrupt();
      return answer;
    },
    close: async () => {
      child.stdin.end('exit\n');
      await once(child, 'exit');
    },
  };
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

const STARTS = ['dol', 'tic', 'sin', 'dou', 'bac', 'ban', 'it', 'ü', 'Ma', ''];

// A busy machine may hold a terminal up; what needs the second try is named.
describe.runIf(isHere('bash') && process.platform === 'linux')('typed into a real bash', { retry: 1 }, () => {
  // SECURITY: what is put between quotes that stand open runs nothing, and does not end them.
  it.each(['"', "'", '', '""', "$'", '"\\"'])(
    'no name behind %s is run after Tab and Enter',
    async (open) => {
      const bash = await openBash();
      for (const start of STARTS) await bash.complete(`words env edit ${open}${start}`);
      for (const quote of ['"', "'"]) await bash.complete(`words env edit d${quote}o`);
      await bash.close();
      expect(readdirSync(join(folder, 'here'))).toEqual([]);
    },
  );

  it('a name with blanks is completed behind an open quote, and any name without one', async () => {
    const bash = await openBash();
    for (const open of ['"', "'"])
      expect(await bash.complete(`words env edit ${open}Ma`)).toContain('<Make - night sync>');
    expect(await bash.complete('words env edit "it')).toContain("<it's; touch ran>");
    expect(await bash.complete('words env edit dol')).toContain('<dollar$(touch ran)>');
    expect(await bash.complete('words env edit ban')).toContain('<bang!touch ran>');
    await bash.close();
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
