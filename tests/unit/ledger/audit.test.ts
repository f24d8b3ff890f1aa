import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry, AuditFilter, Ledger } from '#core/ports/ledger.ts';
import { openLedger } from '../../../electron/ledger/open.ts';

let folder: string;
let ledger: Ledger;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'audit-table-'));
  ledger = openLedger(join(folder, 'ledger.db'));
});
afterEach(() => {
  ledger.close();
  rmSync(folder, { recursive: true });
});

const BARE: AuditEntry = {
  at: '2026-11-20T12:00:00.000Z',
  by: 'window',
  client: null,
  what: 'key created',
  subject: null,
  name: null,
  environmentId: null,
  detail: null,
};
const add = (...rows: Partial<AuditEntry>[]) => {
  for (const row of rows) ledger.audit.append({ ...BARE, ...row });
};
const found = (filter: AuditFilter) => {
  const numbers = ledger.audit.list(100, filter).map(({ number }) => number);
  expect(ledger.audit.count(filter)).toBe(numbers.length);
  return numbers;
};

describe('rows of the audit', () => {
  it('come newest first, and page by page', () => {
    add({}, {}, {}, {}, {});
    expect(ledger.audit.list(2).map(({ number }) => number)).toEqual([5, 4]);
    expect(ledger.audit.list(2, {}, 4).map(({ number }) => number)).toEqual([3, 2]);
    expect(ledger.audit.list(-1)).toHaveLength(5);
  });

  it('are found by each part that a filter names, and by all of them at once', () => {
    add(
      { what: 'key created', name: 'Reader', subject: 'a', environmentId: 'dev' },
      { what: 'key not created', detail: 'Writer: refused', by: 'command', client: 'claude' },
      { what: 'key entered, not checked by the service', subject: 'a', at: '2026-11-21T12:00:00.000Z' },
    );
    expect(found({ text: 'READER' })).toEqual([1]);
    expect(found({ text: 'writer' })).toEqual([2]);
    expect(found({ text: 'claude' })).toEqual([2]);
    expect(found({ what: ['created'] })).toEqual([2, 1]);
    expect(found({ what: ['created'], failed: false })).toEqual([1]);
    expect(found({ failed: true })).toEqual([2]);
    expect(found({ by: 'command' })).toEqual([2]);
    expect(found({ subject: 'a' })).toEqual([3, 1]);
    expect(found({ environmentId: 'dev' })).toEqual([1]);
    expect(found({ since: '2026-11-21T00:00:00.000Z' })).toEqual([3]);
    expect(found({ until: '2026-11-20T12:00:00.000Z' })).toEqual([2, 1]);
    expect(found({ subject: 'a', failed: false, text: 'checked' })).toEqual([3]);
  });

  it.each(['%', '_', '\\', "'", '"', '; DROP TABLE audit; --', '\u202e', '%_%'])(
    'are searched for %j as it stands',
    (text) => {
      add({ name: `a ${text} b` }, { name: 'plain' });
      expect(found({ text })).toEqual([1]);
    },
  );
});
