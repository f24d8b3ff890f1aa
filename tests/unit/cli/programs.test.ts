import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isSureToStart } from '../../../electron/platform/process-format.ts';
import { findProgram } from '../../../electron/platform/process-path.ts';

let folder: string;
const put = (name: string, content: string | Buffer, mode: number) => {
  writeFileSync(join(folder, name), content);
  chmodSync(join(folder, name), mode);
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyrack-programs-'));
  for (const name of ['first', 'second', 'first/shadow']) mkdirSync(join(folder, name));
  put('first/tool', 'x', 0o644);
  put('second/tool', '#!/bin/sh\n', 0o755);
  put('second/shadow', '#!/bin/sh\n', 0o755);
  put('first/only', 'x', 0o644);
  symlinkSync('nowhere', join(folder, 'first', 'dangling'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('finding a program', () => {
  const find = (name: string, path: string | undefined = `${folder}/first:${folder}/second`) =>
    findProgram(name, { path, platform: 'linux' });

  it('goes past a file that may not be run, to one that may', () => {
    expect(find('tool')).toEqual({ state: 'found', file: `${folder}/second/tool` });
  });

  it('goes past a folder of that name', () => {
    expect(find('shadow')).toEqual({ state: 'found', file: `${folder}/second/shadow` });
  });

  it.each([
    ['only', 'not-executable'],
    ['nothing', 'not-found'],
    ['dangling', 'not-found'],
    ['', 'not-found'],
    ['..', 'not-found'],
  ])('%j is %s', (name, state) => {
    expect(find(name).state).toBe(state);
  });

  it('takes a name with a slash as a path', () => {
    expect(find(`${folder}/first/tool`).state).toBe('not-executable');
    expect(find(`${folder}/first`).state).toBe('not-executable');
    expect(find(`${folder}/first/tool/x`).state).toBe('not-found');
    expect(find('/bin/sh')).toEqual({ state: 'found', file: '/bin/sh' });
  });

  it('looks in the usual folders where PATH is not set, and nowhere where it is empty', () => {
    expect(findProgram('sh', { path: undefined, platform: 'linux' }).state).toBe('found');
    expect(find('sh', '').state).toBe('not-found');
  });

  it('runs no batch file on Windows, because a shell would have to', () => {
    put('second/npx.cmd', 'echo', 0o755);
    expect(findProgram('npx', { path: `${folder}/second`, platform: 'win32' }).state).toBe('not-found');
  });
});

describe('being sure that the kernel starts a file', () => {
  const sure = (name: string, content: string | Buffer) => {
    put(name, content, 0o755);
    return isSureToStart(join(folder, name), '/bin/sh');
  };

  it('is sure of a program and of a script whose interpreter is there', () => {
    expect(isSureToStart('/bin/sh', '/bin/sh')).toBe(true);
    expect(sure('script', '#!/bin/sh\nexit 0\n')).toBe(true);
    expect(sure('env-script', '#! /usr/bin/env node\n')).toBe(true);
  });

  it.each([
    ['text', 'echo hi\n'],
    ['empty', ''],
    ['no-interpreter', '#!/no/such/program\n'],
    ['bare', '#!\n'],
    ['unended', '#!/bin/sh'],
    ['torn', Buffer.from([0x7f, 0x45, 0x4c, 0x46])],
    ['zeros', Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 1, 1]), Buffer.alloc(100)])],
  ])('is not sure of %s', (name, content) => {
    expect(sure(name, content)).toBe(false);
  });

  it('is not sure of a script that interprets itself', () => {
    expect(sure('loop', `#!${folder}/loop\n`)).toBe(false);
  });

  it('is not sure of a file that is not there', () => {
    expect(isSureToStart(join(folder, 'nothing'))).toBe(false);
  });
});
