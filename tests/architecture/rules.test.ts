import { expect, test } from 'vitest';
import { lintPlanted } from './planted.ts';

type Case = readonly [rule: string, at: string, refused: string, allowed: { at?: string; code: string }];

const CASES: readonly Case[] = [
  [
    'noConsole',
    'electron/core/*.ts',
    `console.log(1);`,
    { at: 'electron/cli/*.ts', code: `console.log(1);` },
  ],
  [
    'noConsole',
    'electron/app/*.ts',
    `console.error(1);`,
    { at: 'electron/platform/logger.ts', code: `console.error(1);` },
  ],
  ['noExplicitAny', 'shared/*.ts', `export const a: any = 1;`, { code: `export const a: unknown = 1;` }],
  [
    'noNonNullAssertion',
    'shared/*.ts',
    `export const a = (b?: string) => b!;`,
    { code: `export const a = (b?: string) => b;` },
  ],
  [
    'noFloatingPromises',
    'shared/*.ts',
    `async function a() {} a();`,
    { code: `async function a() {} await a();` },
  ],
  [
    'noDefaultExport',
    'electron/core/*.ts',
    `export default 1;`,
    { at: 'a.config.ts', code: `export default 1;` },
  ],
  ['noEnum', 'shared/*.ts', `export enum A { B }`, { code: `export type A = 'b';` }],
  ['noTsIgnore', 'shared/*.ts', `// @ts-ignore\nexport const a = 1;`, { code: `export const a = 1;` }],
  ['noSkippedTests', 'tests/unit/*.test.ts', `test.skip('a', () => {});`, { code: `test('a', () => {});` }],
  ['noFocusedTests', 'tests/unit/*.test.ts', `test.only('a', () => {});`, { code: `test('a', () => {});` }],
  [
    'useImportType',
    'shared/*.ts',
    `import { A } from './a.ts'; export const b = (c: A): A => c;`,
    { code: `import type { A } from './a.ts'; export const b = (c: A): A => c;` },
  ],
  ['useNodejsImportProtocol', 'scripts/*.mjs', `import 'fs';`, { code: `import 'node:fs';` }],
  ['noUndeclaredDependencies', 'electron/app/*.ts', `import 'left-pad';`, { code: `import 'zod';` }],
];

test.each(CASES)('%s fires in %s and lets its neighbour pass', async (rule, at, refused, allowed) => {
  const [bad, good] = await lintPlanted([
    { at, code: refused },
    { at: allowed.at ?? at, code: allowed.code },
  ]);
  expect(bad?.map((report) => report.rule)).toContain(rule);
  expect(good?.map((report) => report.rule)).not.toContain(rule);
});
