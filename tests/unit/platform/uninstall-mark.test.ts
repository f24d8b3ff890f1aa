import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLedger } from '../../../electron/ledger/open.ts';
import { openHome } from '../../../electron/platform/home.ts';
import { isMarked, markUninstalling, refuseUninstalling } from '../../../electron/platform/uninstall-mark.ts';
import { development } from '../../fakes/rows.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'mark-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const markOf = (host: string, pid: number) =>
  writeFileSync(join(home, 'uninstalling'), `keyrack uninstall ${host} ${pid}\n`);
const CONFLICT = expect.objectContaining({ code: 'conflict' });

test('no home is opened or made while another process removes it', () => {
  markOf(hostname(), process.ppid);
  expect(() => openHome(home)).toThrow(CONFLICT);
  expect(() => markUninstalling(home)).toThrow(CONFLICT);
  expect(readdirSync(home)).toEqual(['uninstalling']);
});

test('on another machine nobody can tell, so it counts', () => {
  markOf('another-machine', 999_999_999);
  expect(() => refuseUninstalling(home)).toThrow(CONFLICT);
});

test('what a killed one left counts for nothing, and is seen', () => {
  markOf(hostname(), 999_999_999);
  expect(() => refuseUninstalling(home)).not.toThrow();
  expect(isMarked(home)).toBe(true);
  const release = markUninstalling(home);
  expect(() => refuseUninstalling(home)).not.toThrow();
  release();
  expect(isMarked(home)).toBe(false);
});

test('who had the ledger open already writes nothing more into it', () => {
  const ledger = openLedger(join(home, 'ledger.db'), () => refuseUninstalling(home));
  ledger.environments.put(development);
  markOf(hostname(), process.ppid);
  expect(() => ledger.environments.put({ ...development, name: 'Late' })).toThrow(CONFLICT);
  expect(() => ledger.transaction(() => undefined)).toThrow(CONFLICT);
  expect(ledger.environments.list()).toEqual([development]);
  expect(() => openLedger(join(home, 'ledger.db'), () => refuseUninstalling(home))).toThrow(CONFLICT);
  ledger.close();
});

test('into a ledger that was removed or replaced nothing is written, as nobody would read it', () => {
  const file = join(home, 'ledger.db');
  const ledger = openLedger(file);
  rmSync(file);
  expect(() => ledger.environments.put(development)).toThrow(
    expect.objectContaining({ code: 'home-failed' }),
  );
  openLedger(file).close();
  expect(() => ledger.environments.put(development)).toThrow(
    expect.objectContaining({ code: 'home-failed' }),
  );
  ledger.close();
});
