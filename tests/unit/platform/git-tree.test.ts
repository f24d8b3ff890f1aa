import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inWorkTree } from '../../../electron/platform/git-tree.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'git-tree-'));
  mkdirSync(join(folder, 'a/b'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

test('no folder above has .git: no work tree', async () => {
  expect(await inWorkTree(join(folder, 'a/b/.mcp.json'))).toBe(false);
});

test('a folder far above has it', async () => {
  mkdirSync(join(folder, '.git'));
  expect(await inWorkTree(join(folder, 'a/b/.mcp.json'))).toBe(true);
  expect(await inWorkTree(join(folder, 'a/not/there/yet.json'))).toBe(true);
});

test('a linked work tree has a file of that name', async () => {
  writeFileSync(join(folder, 'a/.git'), 'gitdir: /elsewhere\n');
  expect(await inWorkTree(join(folder, 'a/.mcp.json'))).toBe(true);
  expect(await inWorkTree(join(folder, '.mcp.json'))).toBe(false);
});
