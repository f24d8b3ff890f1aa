import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RotationRow } from '#core/ports/rotations.ts';
import { openLedger } from '../../../electron/ledger/open.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rotations-'));
  file = join(folder, 'ledger.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const AT = '2026-11-20T12:00:00.000Z';
const task = { delivery: 'd', target: 'zapier', file: '-', server: 'Zap', text: 'Paste it.' };
const run: RotationRow = {
  ...{ id: 'r', keyId: 'k', keyName: 'CI', environmentId: 'e', connectionId: 'c' },
  ...{ kind: 'replace', reason: 'leak', byHand: true, overlap: '24h', watch: 'none', scopes: ['a'] },
  ...{ state: 'waiting', step: 'people', newId: 'n', oldId: 'o', oldHint: 'a', newHint: null },
  ...{ oldAcknowledged: true, startedAt: AT, switchedAt: AT, endedAt: null, resumeAt: AT, until: null },
  ...{ attempts: 2, problem: 'One place.', cause: null, oldUsedAt: AT },
  tasks: [{ ...task, done: true, copied: false }],
  renewals: [{ delivery: 'd', change: null, state: 'open' }],
  restarts: ['Claude Desktop', 'A "quoted", long name 😀'],
  usage: '4 requests',
  writer: 7,
  doubtedAt: null,
};

const runsOf = () => {
  const ledger = openLedger(file);
  const runs = ledger.rotations.list();
  ledger.close();
  return runs;
};

it('a run comes back as it was put', () => {
  const ledger = openLedger(file);
  ledger.rotations.put(run);
  ledger.rotations.put({ ...run, id: 's', restarts: [] });
  ledger.close();
  expect(runsOf()).toEqual([run, { ...run, id: 's', restarts: [] }]);
});

it('a run of a ledger of version 10 goes on, and knows no program to restart', () => {
  const ledger = openLedger(file);
  ledger.rotations.put(run);
  ledger.close();
  const db = new DatabaseSync(file);
  for (const later of ['restarts', 'doubted_at']) db.exec(`ALTER TABLE rotations DROP COLUMN ${later}`);
  db.exec('PRAGMA user_version = 10');
  db.close();
  expect(runsOf()).toEqual([{ ...run, restarts: [] }]);
});
