import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '#core/ports/ledger.ts';
import { environmentRow } from '#tests/fakes/environment-row.ts';
import { keyRow } from '#tests/fakes/key-row.ts';
import { openLedger } from '../../../electron/ledger/open.ts';

let folder: string;
let ledger: Ledger;
const place = environmentRow({ name: 'Development' });
const elsewhere = environmentRow({ name: 'Staging' });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  ledger = openLedger(join(folder, 'ledger.db'));
  ledger.environments.put(place);
  ledger.environments.put(elsewhere);
});
afterEach(() => {
  ledger.close();
  rmSync(folder, { recursive: true });
});

const clear = () => {
  for (const { id } of ledger.keys.list()) ledger.keys.remove(id);
};

/** All parts, one after another; `between` is done once, after the first. */
function inParts(limit: number, between: () => void = () => undefined) {
  const first = ledger.keys.page(0, limit);
  between();
  const found = [...first.rows];
  let { next } = first;
  while (next !== null) {
    const part = ledger.keys.page(next, limit);
    found.push(...part.rows);
    next = part.next;
  }
  return found;
}

describe('the keys of the ledger', () => {
  it('are the same in parts of any length as all at once', () => {
    fc.assert(
      fc.property(fc.nat({ max: 40 }), fc.integer({ min: 1, max: 12 }), (count, limit) => {
        ledger.transaction(() => {
          clear();
          for (let index = 0; index < count; index += 1)
            ledger.keys.put(keyRow({ environmentId: place.id, name: `Key ${index}` }));
        });
        expect(inParts(limit)).toEqual(ledger.keys.list());
      }),
      { numRuns: 40 },
    );
  });

  it('are neither left out nor told twice where some are removed and changed between two parts', () => {
    const rows = Array.from({ length: 9 }, (_, index) =>
      keyRow({ environmentId: place.id, name: `Key ${index}` }),
    );
    for (const row of rows) ledger.keys.put(row);
    const found = inParts(3, () => {
      ledger.keys.remove(rows[2]?.id ?? '');
      ledger.keys.put({ ...(rows[0] ?? keyRow({ environmentId: place.id })), name: 'Renamed' });
    });
    expect(found.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
  });

  it('come newest first, of the environments that are asked for alone, and no more than wanted', () => {
    const at = (day: number, environmentId = place.id) =>
      keyRow({ environmentId, name: `${day}`, createdAt: `2026-11-${day}T10:00:00.000Z` });
    for (const row of [at(11), at(19), at(15), at(20, elsewhere.id)]) ledger.keys.put(row);
    const names = (environmentIds: string[], limit: number) =>
      ledger.keys.newest(environmentIds, limit).map(({ name }) => name);
    expect(names([place.id], 10)).toEqual(['19', '15', '11']);
    expect(names([place.id, elsewhere.id], 2)).toEqual(['20', '19']);
    expect(names([], 10)).toEqual([]);
  });

  it('whose fingerprint is missing are those that are held and have none', () => {
    const bare = keyRow({ environmentId: place.id });
    ledger.keys.put(bare);
    ledger.keys.put(keyRow({ environmentId: place.id, held: false }));
    ledger.keys.put(keyRow({ environmentId: place.id, fingerprint: 'ab' }));
    expect(ledger.keys.unfingerprinted()).toEqual([bare]);
  });
});
