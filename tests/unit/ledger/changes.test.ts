import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ChangeRecord, Ledger } from '#core/ports/ledger.ts';
import { openLedger } from '../../../electron/ledger/open.ts';

let home: string;
let ledger: Ledger;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'keyrack-ledger-'));
  ledger = openLedger(join(home, 'keyrack.db'));
});
afterEach(() => {
  ledger.close();
  rmSync(home, { recursive: true });
});

const put = (changes: Pick<ChangeRecord, 'id' | 'deliveryId'> & Partial<ChangeRecord>) =>
  ledger.changes.put({
    ...{ kind: 'export', file: '/home/u/a.json', beforeHash: null, afterHash: 'a', beforeMode: null },
    ...{ backup: null, at: '2026-11-20T10:00:00.000Z', state: 'done', delivery: null, until: null },
    ...{ companions: [], writer: null },
    ...changes,
  });
const ids = (rows: readonly ChangeRecord[]) => rows.map(({ id }) => id);

it('gives the changes of one delivery as they stand among all, the oldest first', () => {
  put({ id: 'c', deliveryId: 'one' });
  put({ id: 'b', deliveryId: 'other' });
  put({ id: 'a', deliveryId: 'one', state: 'writing' });
  put({ id: 'c', deliveryId: 'one', state: 'undone' });
  expect(ledger.changes.ofDelivery('one')).toEqual(
    ledger.changes.list().filter(({ deliveryId }) => deliveryId === 'one'),
  );
  expect(ids(ledger.changes.ofDelivery('one'))).toEqual(['c', 'a']);
  expect(ledger.changes.ofDelivery('none')).toEqual([]);
});

it('gives those that did not come to their end', () => {
  put({ id: 'a', deliveryId: 'one', state: 'writing', companions: [] });
  put({ id: 'b', deliveryId: 'one' });
  put({ id: 'c', deliveryId: 'other', state: 'undone' });
  put({ id: 'd', deliveryId: 'other', state: 'writing' });
  expect(ids(ledger.changes.unfinished())).toEqual(['a', 'd']);
  expect(ledger.changes.unfinished()[0]).toEqual(ledger.changes.get('a'));
});

it('names each file once', () => {
  expect(ledger.changes.files()).toEqual([]);
  put({ id: 'a', deliveryId: 'one' });
  put({ id: 'b', deliveryId: 'one', file: '/home/u/b.json' });
  put({ id: 'c', deliveryId: 'other' });
  expect(ledger.changes.files().toSorted()).toEqual(['/home/u/a.json', '/home/u/b.json']);
});
