import { describe, expect, test } from 'vitest';
import { exporters } from '../../../electron/exporters/index.ts';

// What each client makes of a literal and of what a reference gave, as its own documents or its code say.
// `$\u007b` is written for a dollar and a brace, which a linter takes for a forgotten template.

const COMMAND = { command: ['x'] };
const REMOTE = { url: 'https://example.com/mcp' };
const BRACED = 'a$\u007bHOME}b';
const DEFAULTED = '$\u007bX:-y}';
const ENV = 'a$\u007benv:HOME}b';

const alters = (id: string, mechanism: 'inline' | 'reference' | 'launcher', launch: object, value: string) =>
  exporters
    .find((exporter) => exporter.id === id)
    ?.expands?.(mechanism, launch as typeof COMMAND)
    ?.test(value) ?? false;

const LITERALS: Record<string, { readonly altered: readonly string[]; readonly kept: readonly string[] }> = {
  'claude-desktop': { altered: [], kept: [BRACED, ENV, '$HOME'] },
  codex: { altered: [], kept: [BRACED, ENV, '$HOME', '"'] },
  'claude-code': { altered: [BRACED, DEFAULTED, ENV], kept: ['$HOME', 'a$b', '$\u007b}', '{env:A}'] },
  cursor: {
    altered: [ENV, '$\u007buserHome}', '$\u007bworkspaceFolder}', '$\u007b/}'],
    kept: ['$HOME', BRACED],
  },
  gemini: { altered: ['a$_b', 'pa$$w0rd$5', BRACED, 'x%PATH%y', 'a\\$'], kept: ['a$', '$-', '50%', 'a%b'] },
  copilot: { altered: ['$HOME', BRACED, DEFAULTED], kept: ['a$', '{env:A}'] },
  cline: { altered: [ENV], kept: [BRACED, '$HOME'] },
  roo: { altered: [ENV, '$\u007bworkspaceFolder}'], kept: [BRACED, '"', '\\'] },
  kiro: { altered: [BRACED], kept: [DEFAULTED, ENV, '$HOME'] },
  windsurf: { altered: [ENV, '$\u007bfile:/etc/x}'], kept: [BRACED, '$HOME'] },
  junie: { altered: [BRACED, ENV, '$HOME', '{env:A}'], kept: ['a$', '{a}'] },
  'lm-studio': { altered: [BRACED, ENV], kept: ['a$'] },
  warp: { altered: [BRACED, ENV], kept: ['a$'] },
  'visual-studio': { altered: [BRACED, ENV, '$\u007binput:x}'], kept: ['a$'] },
  continue: { altered: ['a$\u007b{ secrets.HOME }}b', '$\u007b{x}}'], kept: [BRACED, ENV, '$HOME', '{{x}}'] },
  goose: { altered: [], kept: [BRACED, ENV, '$HOME'] },
  opencode: { altered: ['a{env:HOME}', '{file:/etc/x}', '{env:'], kept: [BRACED, '$HOME', '"', '\\'] },
  vscode: {
    altered: [ENV, '$\u007binput:x}', '$\u007bworkspaceFolder}'],
    kept: ['$HOME', '$\u007b}', '{env:A}'],
  },
  zed: { altered: [], kept: [BRACED, ENV, '$HOME', '{env:A}'] },
  mcp: { altered: [BRACED, ENV, '$HOME', '{file:/x}', 'x%PATH%y', 'a\\$'], kept: ['a$', '50%'] },
};

test('every client with servers is in the table', () => {
  const ids = exporters.filter(({ takes }) => takes === 'server').map(({ id }) => id);
  expect(Object.keys(LITERALS).toSorted()).toEqual(ids.toSorted());
});

describe.each(Object.entries(LITERALS))('a literal for %s', (id, { altered, kept }) => {
  test.each(altered.map((value) => [value]))('is known to be altered: %s', (value) => {
    for (const launch of [COMMAND, REMOTE]) expect(alters(id, 'inline', launch, value)).toBe(true);
    expect(alters(id, 'launcher', COMMAND, value)).toBe(false);
  });
  test.each([...kept, 'plain-0123_value.=/+'].map((value) => [value]))('is known to be kept: %s', (value) => {
    expect(alters(id, 'inline', COMMAND, value)).toBe(false);
  });
});

test.each<[string, object, string, boolean]>([
  ['claude-code', COMMAND, BRACED, false],
  ['claude-code', REMOTE, BRACED, true],
  ['gemini', COMMAND, 'a$b', true],
  ['gemini', REMOTE, BRACED, true],
  ['gemini', REMOTE, 'x%PATH%y', false],
  ['copilot', REMOTE, BRACED, false],
  ['roo', COMMAND, 'a"b', true],
  ['roo', REMOTE, 'a\\b', true],
  ['roo', REMOTE, 'a\nb', true],
  ['roo', COMMAND, BRACED, false],
  ['opencode', COMMAND, 'a"b', true],
  ['opencode', REMOTE, 'a\\b', true],
  ['opencode', COMMAND, 'a\tb', true],
  ['opencode', REMOTE, 'a\nb', true],
  ['opencode', COMMAND, 'a{file:/etc/x}', true],
  ['opencode', REMOTE, BRACED, false],
  ['opencode', COMMAND, 'a{env:HOME}', false],
  ['vscode', COMMAND, BRACED, true],
  ['vscode', COMMAND, 'a$b', false],
  ['codex', COMMAND, BRACED, false],
])('what a reference gives %s in %o is expanded again or not: %s', (id, launch, value, again) => {
  expect(alters(id, 'reference', launch, value)).toBe(again);
});

test.each([COMMAND, REMOTE])('Roo puts the folder into what a reference gave as well: %o', (launch) => {
  expect(alters('roo', 'reference', launch, 'a$\u007bworkspaceFolder}')).toBe(true);
});

test('Goose finds its entry under a name in small letters, whatever was typed', () => {
  const goose = exporters.find(({ id }) => id === 'goose');
  expect(goose?.path('Acme-Dev')).toEqual(['extensions', 'acme-dev']);
});
