import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { environmentRow } from '#tests/fakes/environment-row.ts';
import { candidates, type NameKind } from '../../../electron/cli/completion/candidates.ts';
import { loadTree } from '../../../electron/cli/groups.ts';
import { openLedger } from '../../../electron/ledger/open.ts';
import { type } from './command-line.ts';

const HELD: Readonly<Record<NameKind, readonly string[]>> = {
  environment: ['Development', 'Production'],
  key: ['Reader', 'Make - sync', 'line\nbreak', 'evil\u001b[2J', '$(touch x)', ''],
  connection: ['Playground'],
  delivery: ['d-1'],
  target: ['cursor', 'claude-code'],
  provider: ['unizo'],
  rotation: ['Reader'],
};

async function complete(...line: readonly string[]): Promise<readonly string[]> {
  const words = line.slice(0, -1);
  const names = async (kind: NameKind) => HELD[kind].map((value) => ({ value, text: kind }));
  const found = await candidates(await loadTree(words), words, line.at(-1) ?? '', names);
  return found.map(({ value }) => value);
}

const MANY_KEYS = ['Reader', 'Make - sync', '$(touch x)'];

describe('completion', () => {
  it.each([
    { line: ['key', 'cop'], found: ['copy'] },
    { line: ['key', 'alert', ''], found: ['list', 'add', 'remove'] },
    { line: ['key', 'show', ''], found: MANY_KEYS },
    { line: ['key', 'show', 'Mak'], found: ['Make - sync'] },
    { line: ['rotate', 'Reader', 'Mak'], found: ['Make - sync'] },
    { line: ['rotate', 'Reader', '--overlap', '2'], found: ['24h'] },
    { line: ['rotations', 'con'], found: ['continue'] },
    { line: ['rotations', 'show', ''], found: ['Reader'] },
    { line: ['panic', 'Re'], found: ['Reader'] },
    { line: ['key', 'show', 'Reader', ''], found: [] },
    { line: ['key', 'list', '--env', ''], found: ['Development', 'Production'] },
    { line: ['--home', '/h', 'key', 'list', '--env', 'D'], found: ['Development'] },
    { line: ['key', 'list', '--env=P'], found: ['--env=Production'] },
    { line: ['key', 'list', '--json', '--connection', ''], found: ['Playground'] },
    { line: ['exec', '--key', ''], found: MANY_KEYS },
    { line: ['exec', '--key', 'Reader', '--', ''], found: [] },
    { line: ['exec', '--key', 'Reader', '--', 'npm', '--'], found: [] },
    { line: ['export', 'cl'], found: ['claude-code'] },
    { line: ['unexport', ''], found: ['d-1'] },
    { line: ['provider', 'show', ''], found: ['unizo'] },
    { line: ['init', '--storage', ''], found: ['keychain', 'passphrase'] },
    { line: ['env', 'edit', ''], found: ['Development', 'Production'] },
    { line: ['key', 'copy', '--pass'], found: ['--passphrase-fd'] },
    { line: ['key', 'copy', '--ho'], found: ['--home'] },
    { line: ['completion', ''], found: ['bash', 'zsh', 'fish', 'powershell'] },
    { line: ['nothing', 'like', ''], found: [] },
  ])('$line', async ({ line, found }) => {
    expect(await complete(...line)).toEqual(found);
  });

  it('of nothing is all commands but the hidden one', async () => {
    const all = await complete('');
    expect(all).toEqual(expect.arrayContaining(['init', 'key', 'exec', 'completion']));
    expect(all.filter((name) => name.startsWith('_'))).toEqual([]);
  });

  it('makes no home, says nothing, and ends with 0, whatever it is asked', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keyrack-completion-'));
    const home = join(folder, 'none');
    for (const words of [
      ['0', '--', ''],
      ['2', '--', 'key', 'show', ''],
      ['-1', '--'],
      ['x', '--', 'y'],
      ['3', '--', '--home', '/dev/null', 'key', ''],
    ]) {
      const { code, err } = await type(['--home', home, '__complete', ...words], {});
      expect({ words, code, err }).toEqual({ words, code: 0, err: '' });
    }
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['--home', 'X'],
    ['--home=X', '--json'],
  ])('names what is in the home of %s %s', async (...words) => {
    const home = mkdtempSync(join(tmpdir(), 'keyrack-completion-'));
    const ledger = openLedger(join(home, 'ledger.db'));
    ledger.environments.put(environmentRow({ id: '1', name: 'Elsewhere' }));
    ledger.close();
    const line = [...words.map((word) => word.replace('X', home)), 'env', 'edit', ''];
    const { out } = await type(['__complete', String(line.length - 1), '--', ...line], {});
    expect(out).toMatch(/^Elsewhere\t/);
    rmSync(home, { recursive: true });
  });

  it('has a script for each of four shells, and for no other', async () => {
    for (const shell of ['bash', 'zsh', 'fish', 'powershell'])
      expect((await type(['completion', shell], {})).out).toContain('__complete');
    expect((await type(['completion', 'csh'], {})).code).toBe(2);
  });
});
