import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Looked } from '#core/ports/scanning.ts';
import { createScanReader } from '../../../electron/platform/scan-reader.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'scan-reader-'));
  mkdirSync(join(root, 'home/keyrack'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const put = (name: string, content: string | Buffer = 'text'): string => {
  const file = join(root, 'home', name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, content);
  return file;
};
const reader = () => createScanReader(join(root, 'home/keyrack'));
async function below(path = join(root, 'home')): Promise<readonly Looked[]> {
  const found: Looked[] = [];
  for await (const looked of reader().below(path)) found.push(looked);
  return found;
}
const read = (found: readonly Looked[]) =>
  found.flatMap((looked) => (looked.state === 'file' ? [looked.file.path.slice(root.length + 6)] : []));

it('reads what people write, in the order of names, and of git its settings alone', async () => {
  for (const name of ['b/c.txt', 'a.txt', '.env', 'node_modules/x/a.js', '.git/config', '.git/objects/aa/bb'])
    put(name);
  put('keyrack/sealed/x');
  expect(read(await below())).toEqual(['.env', '.git/config', 'a.txt', 'b/c.txt']);
});

it('follows no link below a folder, and a link that is named', async () => {
  writeFileSync(join(root, 'outside.txt'), 'text');
  mkdirSync(join(root, 'out'));
  writeFileSync(join(root, 'out/deep.txt'), 'text');
  symlinkSync(join(root, 'outside.txt'), join(root, 'home/link.txt'));
  symlinkSync(join(root, 'out'), join(root, 'home/folder'));
  symlinkSync(join(root, 'home'), join(root, 'home/round'));
  expect(read(await below())).toEqual([]);
  expect(read(await below(join(root, 'home/folder')))).toEqual(['folder/deep.txt']);
  const named = await reader().file(join(root, 'home/link.txt'));
  expect(named).toMatchObject({ state: 'file', file: { realPath: join(root, 'outside.txt') } });
});

it('passes over what is too large, and says so; what is no text or no file it leaves without a word', async () => {
  put('large.txt', Buffer.alloc(8 * 1024 * 1024 + 1, 'a'));
  put('image.png', Buffer.from([0x89, 0x50, 0, 0, 1]));
  execFileSync('mkfifo', [join(root, 'home/pipe')]);
  const found = await below();
  expect(found.filter(({ state }) => state !== 'no-text')).toEqual([
    { state: 'passed-over', path: join(root, 'home/large.txt'), why: 'it is larger than 8 MB' },
  ]);
});

it('reads the UTF-16 of Windows, and ASCII between bytes that are no UTF-8', async () => {
  put('a.txt', Buffer.from('\uFEFFname=1', 'utf16le'));
  put('b.txt', Buffer.concat([Buffer.from('name=2'), Buffer.from([0xff, 0x83])]));
  const texts = (await below()).map((looked) => (looked.state === 'file' ? looked.file.text : ''));
  expect(texts[0]).toContain('name=1');
  expect(texts[1]).toContain('name=2');
});

it('tells modes and ages, sets a mode that is as it was seen, and refuses another', async () => {
  const file = put('a.env');
  chmodSync(file, 0o644);
  const looked = await reader().file(file);
  if (looked?.state !== 'file') throw new Error('it was not read');
  expect([looked.file.mode, looked.file.modifiedAt]).toEqual([0o644, statSync(file).mtime.toISOString()]);
  await reader().setMode(looked.file, 0o600);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await expect(reader().setMode(looked.file, 0o600)).rejects.toMatchObject({ code: 'conflict' });
});

it('finds nothing where nothing is, and fails nowhere', async () => {
  expect(await below(join(root, 'nowhere'))).toEqual([]);
  expect(await reader().file(join(root, 'nowhere'))).toBeNull();
  expect(await reader().named(join(root, 'nowhere'), /x/)).toEqual([]);
});
