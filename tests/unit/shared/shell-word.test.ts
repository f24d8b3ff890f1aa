import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyrackLine, shellLine, shellWord } from '#shared/text/shell-word.ts';

const isHere = (shell: string) => spawnSync(shell, ['-c', 'true']).status === 0;

/** What shells take for more than itself stands in it more often than chance would have it. */
const word = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({ unit: fc.constantFrom(...'\'"\\$`!=~@%,;&|<>(){}[]*?#^-+ \n\tab1é’'), maxLength: 20 }),
  )
  .filter((text) => !/[\0\ud800-\udfff]/.test(text));
const HOSTILE = ["\\' ; touch /nowhere/ran; '", '=ls', '~', '$(touch x)', '!!', "it's", '\\', '-n', ''];

describe.each([
  ['bash', ['--norc', '-c']],
  ['sh', ['-c']],
  ['zsh', ['-f', '-c']],
  ['fish', ['--no-config', '-c']],
])('a word in a real %s', (shell, args) => {
  it.runIf(isHere(shell))('comes out as it went in', () => {
    const env = { ...process.env, LC_ALL: 'C.UTF-8' };
    const print = `'${process.execPath}' -e 'process.stdout.write(JSON.stringify(process.argv.slice(1)))' --`;
    const through = (all: readonly string[]): unknown => {
      const line = `${print} ${all.map((each) => shellWord(each, 'linux')).join(' ')}`;
      const { stdout } = spawnSync(shell, [...args, line], { env, encoding: 'utf8' });
      return JSON.parse(stdout || 'null');
    };
    expect(through(HOSTILE)).toEqual(HOSTILE);
    fc.assert(
      fc.property(fc.array(word, { minLength: 20, maxLength: 40 }), (all) => {
        expect(through(all)).toEqual(all);
      }),
      { numRuns: 10 },
    );
  });
});

describe('a word for PowerShell', () => {
  it.each([
    ['C:/a', 'C:/a'],
    ['C:\\Users\\u\\.env', 'C:\\Users\\u\\.env'],
    ['--env', '--env'],
    ['--same-value', '--same-value'],
    ['keyrack', 'keyrack'],
    ["it's $x", "'it''s $x'"],
    ['a’; calc; ‘', "'a’’; calc; ‘‘'"],
    ['‚x‛', "'‚‚x‛‛'"],
    ['a,b', "'a,b'"],
    ['@args', "'@args'"],
    ['%', "'%'"],
    ['a`b', "'a`b'"],
    ['-a.b', "'-a.b'"],
    ['-a:b', "'-a:b'"],
    ['1kb', "'1kb'"],
    ['$(calc)', "'$(calc)'"],
    ['--%', "'--%'"],
    ['ü', "'ü'"],
    ['two\nlines', "'two\nlines'"],
    ['', "''"],
  ])('%j is %s', (text, quoted) => {
    expect(shellWord(text, 'win32')).toBe(quoted);
  });
});

describe('a line to paste', () => {
  it.each([
    [['scan'], undefined, 'linux', 'keyrack scan'],
    [['scan', '/a b'], '/srv/$(x)', 'linux', "keyrack scan '/a b' --home '/srv/$(x)'"],
    [['exec', '--', 'x', '--', 'y'], '/h', 'linux', 'keyrack exec --home /h -- x -- y'],
    [['scan', "C:\\it's"], 'C:\\h', 'win32', "keyrack scan 'C:\\it''s' --home C:\\h"],
  ])('of %j with the home %j on %s is %s', (words, home, platform, line) => {
    expect(keyrackLine(words, { platform, home })).toBe(line);
  });

  it.each([
    [['/opt/my node', '$(x)'], 'linux', "'/opt/my node' '$(x)'"],
    [['C:\\Program Files\\node.exe', 'a b'], 'win32', "& 'C:\\Program Files\\node.exe' 'a b'"],
    [['C:\\node.exe', 'a b'], 'win32', "C:\\node.exe 'a b'"],
  ])('%j is a program and its words on %s', (words, platform, line) => {
    expect(shellLine(words, platform)).toBe(line);
  });
});
