import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isHandledByBinfmt } from '../../../electron/platform/process-binfmt.ts';
import { formatOf } from '../../../electron/platform/process-format.ts';
import { findProgram } from '../../../electron/platform/process-path.ts';
import { isOutOfOthersReach } from '../../../electron/platform/process-trust.ts';

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
    expect(find('tool')).toEqual({ state: 'found', file: `${folder}/second/tool`, beyond: null });
  });

  it('goes past a folder of that name', () => {
    expect(find('shadow')).toEqual({ state: 'found', file: `${folder}/second/shadow`, beyond: null });
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
    expect(find('/bin/sh')).toEqual({ state: 'found', file: '/bin/sh', beyond: null });
  });

  it('looks in the usual folders where PATH is not set, and nowhere where it is empty', () => {
    expect(findProgram('sh', { path: undefined, platform: 'linux' }).state).toBe('found');
    expect(find('sh', '').state).toBe('not-found');
  });

  it('looks further only for a name that PATH does not lead to, and says where it was', () => {
    const beyond = () => [`${folder}/nowhere`, `${folder}/second`];
    const further = (name: string, path: string) => findProgram(name, { path, platform: 'linux', beyond });
    const found = { state: 'found', file: `${folder}/second/tool`, beyond: `${folder}/second` };
    expect(further('tool', '')).toEqual(found);
    expect(further('tool', `${folder}/first`)).toEqual(found);
    expect(further('sh', '/bin')).toEqual({ state: 'found', file: '/bin/sh', beyond: null });
    expect(further('./tool', '')).toEqual({ state: 'not-found' });
    expect(further('only', `${folder}/first`).state).toBe('not-executable');
  });

  it('passes over what others could have put there, and says so where there is nothing else', () => {
    const put0 = (name: string, folderMode: number, mode: number) => {
      mkdirSync(join(folder, name));
      put(`${name}/shared`, '#!/bin/sh\n', mode);
      chmodSync(join(folder, name), folderMode);
    };
    put0('open-folder', 0o777, 0o755);
    put0('sticky-folder', 0o1777, 0o755);
    put0('open-file', 0o755, 0o757);
    put0('behind', 0o757, 0o755);
    put0('linked', 0o755, 0o755);
    symlinkSync(join(folder, 'behind', 'shared'), join(folder, 'linked', 'to-shared'));
    const further = (name: string, ...names: readonly string[]) =>
      findProgram(name, {
        path: '',
        platform: 'linux',
        beyond: () => names.map((each) => join(folder, each)),
      });
    const unsafe = ['open-folder', 'sticky-folder', 'open-file'];
    for (const each of unsafe)
      expect(further('shared', each)).toEqual({
        state: 'in-reach-of-others',
        file: join(folder, each, 'shared'),
      });
    expect(further('to-shared', 'linked').state).toBe('in-reach-of-others');
    expect(further('shared', ...unsafe, 'linked')).toMatchObject({
      state: 'found',
      file: join(folder, 'linked', 'shared'),
    });
    // On PATH it was named by the user.
    expect(find('shared', join(folder, 'open-folder')).state).toBe('found');
  });

  it.each([
    ['another user', { own: 12_345 }, false],
    ['this user', {}, true],
  ])('takes a program of %s: %s', (_, { own }: { own?: number }, wanted) => {
    mkdirSync(join(folder, `of-${wanted}`));
    put(`of-${wanted}/tool`, '#!/bin/sh\n', 0o755);
    const file = join(folder, `of-${wanted}`, 'tool');
    if (process.getuid?.() === 0) chownSync(file, wanted ? 0 : 54_321, 0);
    expect(isOutOfOthersReach(file, own ?? process.getuid?.())).toBe(wanted);
  });

  it('runs no batch file on Windows, because a shell would have to', () => {
    put('second/npx.cmd', 'echo', 0o755);
    expect(findProgram('npx', { path: `${folder}/second`, platform: 'win32' }).state).toBe('not-found');
  });
});

describe('what the kernel will do with a file', () => {
  const of = (name: string, content: string | Buffer) => {
    put(name, content, 0o755);
    return formatOf(join(folder, name), '/bin/sh');
  };

  it('is certain for a program, and for a script whose interpreter is there', () => {
    expect(formatOf('/bin/sh', '/bin/sh')).toBe('certain');
    expect(of('script', '#!/bin/sh\nexit 0\n')).toBe('certain');
    expect(of('env-script', '#! /usr/bin/env node\n')).toBe('certain');
    expect(of('script-of-script', `#!${folder}/script -x\n`)).toBe('certain');
  });

  it.each([
    ['text', 'echo hi\n'],
    ['empty', ''],
    ['bare', '#!\n'],
    ['unended', '#!/bin/sh'],
    ['torn', Buffer.from([0x7f, 0x45, 0x4c, 0x46])],
    ['zeros', Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 1, 1]), Buffer.alloc(100)])],
  ])('is unknown for a file that is %s', (name, content) => {
    expect(of(name, content)).toBe('unknown');
  });

  it('is unknown for a script that interprets itself', () => {
    expect(of('loop', `#!${folder}/loop\n`)).toBe('unknown');
  });

  it('is incomplete without the interpreter or the loader', () => {
    expect(of('lost', '#!/no/such/program\n')).toBe('incomplete');
    const program = readFileSync('/bin/sh');
    const loader = program.indexOf('/lib');
    program.write('/no-', loader);
    expect(of('lost-loader', program)).toBe('incomplete');
  });

  it('is left to the program that Linux was told of', () => {
    const registry = join(folder, 'registry');
    mkdirSync(registry);
    writeFileSync(join(registry, 'status'), 'enabled\n');
    writeFileSync(join(registry, 'by-name'), 'enabled\ninterpreter /usr/bin/java\nflags: \nextension .jar\n');
    writeFileSync(
      join(registry, 'by-magic'),
      'enabled\ninterpreter /init\nflags: P\noffset 0\nmagic 4d5a00\nmask ffff00\n',
    );
    writeFileSync(join(registry, 'off'), 'disabled\ninterpreter /x\noffset 0\nmagic 23\n');
    const handled = (file: string, head: string) =>
      isHandledByBinfmt(file, Buffer.from(head, 'latin1'), registry);
    expect(handled('/a/b.jar', 'PK')).toBe(true);
    expect(handled('/a/b.exe', 'MZ\x90')).toBe(true);
    expect(handled('/a/b', 'MZ')).toBe(false);
    expect(handled('/a/b', '#!/bin/sh')).toBe(false);
    expect(isHandledByBinfmt('/a', Buffer.alloc(4), join(folder, 'nowhere'))).toBe(false);
  });
});
