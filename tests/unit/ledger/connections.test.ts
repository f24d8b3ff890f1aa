import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectionRow, Intent, Ledger } from '#core/ports/ledger.ts';
import { environmentRow } from '#tests/fakes/environment-row.ts';
import { keyRow } from '#tests/fakes/key-row.ts';
import { initial } from '../../../electron/ledger/migrations/001-initial.ts';
import { openLedger } from '../../../electron/ledger/open.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  file = join(folder, 'ledger.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const AT = '2026-11-20T12:00:00.000Z';
const environment = environmentRow({ id: 'e' });
const connection: ConnectionRow = {
  id: 'c',
  name: 'Unizo',
  provider: 'unizo',
  environmentId: 'e',
  baseUrl: 'https://api.example.test',
  customHost: true,
  params: { integrationId: '7', api: 'inferred' },
  inferred: true,
  paths: { list: '/v2/keys' },
  proxy: { url: 'http://proxy.example.test:8080', user: null, bypass: 'localhost' },
  ca: '-----BEGIN CERTIFICATE-----',
  hasCredential: false,
  account: 'Example Ltd',
  syncedAt: AT,
  syncFailure: 'It was down.',
  candidates: { management: 'apiKey' },
};
const key = keyRow({
  id: 'k',
  environmentId: 'e',
  connectionId: 'c',
  allowedIps: ['192.0.2.7'],
  rateLimit: '5/s',
  checkedAt: AT,
});
const alert = { id: 'a', keyId: 'k', condition: 'api_requests > 5/hour', remoteId: 'r', lastFiredAt: AT };

function filled(): Ledger {
  const ledger = openLedger(file);
  ledger.environments.put(environment);
  ledger.connections.put(connection);
  ledger.keys.put(key);
  ledger.alerts.put(alert);
  return ledger;
}

describe('what connections need in the ledger', () => {
  it('is given back as it was put, all settings, keys and alerts', () => {
    filled().close();
    const ledger = openLedger(file);
    expect(ledger.connections.get('c')).toEqual(connection);
    expect(ledger.keys.get('k')).toEqual(key);
    expect(ledger.alerts.list()).toEqual([alert]);
    ledger.close();
  });

  it('tells no proxy and no authority from an empty one', () => {
    const ledger = filled();
    const bare = { ...connection, proxy: null, ca: null, account: null, syncedAt: null, syncFailure: null };
    ledger.connections.put(bare);
    expect(ledger.connections.get('c')).toEqual(bare);
    ledger.close();
  });

  it('has a name once in an environment, whatever the case', () => {
    const ledger = filled();
    expect(() => ledger.connections.put({ ...connection, id: 'd', name: 'UNIZO' })).toThrow('already');
    ledger.close();
  });

  it('an alert goes with its key', () => {
    const ledger = filled();
    ledger.keys.remove('k');
    expect(ledger.alerts.list()).toEqual([]);
    ledger.close();
  });

  it("the user's manifests are kept as they were written, and replaced by the same id", () => {
    const ledger = openLedger(file);
    ledger.providers.put({ id: 'mine', manifest: '{ "id":  "mine" }', addedAt: AT });
    ledger.providers.put({ id: 'mine', manifest: '{}', addedAt: AT });
    ledger.providers.put({ id: 'other', manifest: '{"é": "😀"}', addedAt: AT });
    expect(ledger.providers.list().map(({ manifest }) => manifest)).toEqual(['{}', '{"é": "😀"}']);
    ledger.close();
  });
});

/** A ledger as the first version of Keyrack wrote it. */
function writeVersionOne(): void {
  const db = new DatabaseSync(file);
  db.exec(initial);
  db.exec(`
    INSERT INTO environments VALUES ('e', 'Development', 'development', 'development', '#0f9d8a', NULL, 'vault');
    INSERT INTO connections VALUES ('c', 'Playground', 'playground', 'playground', 'e', 'http://127.0.0.1:20001', 0);
    INSERT INTO keys VALUES ('k', 'CI', 'builds', '["a"]', 'e', 'c', 'r-1', 'CI_KEY', 'pg_live_ab', 1, 1, 'active',
      '["notes:read"]', 0, '${AT}', NULL, NULL);
    INSERT INTO intents VALUES ('i', 'k2', 'e', 'c', 'Lost', '', '[]', '[]', 0, NULL, NULL, '["r-1"]', '${AT}');
    INSERT INTO deliveries VALUES ('d', 'mcp', 'k', 'e', 'launcher', '/f', 's', 'CI_KEY', 'hash', '${AT}');
    INSERT INTO changes VALUES ('n', 'd', 'export', '/f', NULL, 'hash', NULL, NULL, '${AT}', 'done', '{"id":"d"}'),
      ('m', 'd', 'unexport', '/f', 'hash', NULL, 384, NULL, '${AT}', 'undone', 'null');
    INSERT INTO audit (at, by, what, subject, detail) VALUES ('${AT}', 'window', 'key created', 'k', 'CI');
    PRAGMA user_version = 1;
  `);
  db.close();
}

describe('a ledger of version 1', () => {
  it('keeps all that it had, and gets what came since as it was understood then', () => {
    writeVersionOne();
    const ledger = openLedger(file);
    expect(ledger.environments.list()).toEqual([environment]);
    expect(ledger.connections.list()).toEqual([
      {
        id: 'c',
        name: 'Playground',
        provider: 'playground',
        environmentId: 'e',
        baseUrl: 'http://127.0.0.1:20001',
        customHost: false,
        params: {},
        inferred: false,
        paths: {},
        proxy: null,
        ca: null,
        // Every connection of that version had one.
        hasCredential: true,
        account: null,
        syncedAt: null,
        syncFailure: null,
        candidates: {},
      } satisfies ConnectionRow,
    ]);
    const wasThere = { id: 'k', name: 'CI', description: 'builds', tags: ['a'], remoteId: 'r-1', held: true };
    expect(ledger.keys.list()).toMatchObject([
      { ...wasThere, allowedIps: [], rateLimit: null, checkedAt: null },
    ]);
    const intent: Partial<Intent> = { id: 'i', kind: 'create', listedBefore: ['r-1'], allowedIps: [] };
    expect(ledger.intents.list()).toMatchObject([intent]);
    const since = { scope: 'user', reference: null, written: null, companions: [], imported: false };
    expect(ledger.deliveries.list()).toMatchObject([{ id: 'd', keyId: 'k', entryHash: 'hash', ...since }]);
    expect(ledger.changes.list().map(({ delivery }) => delivery)).toEqual([{ id: 'd', ...since }, null]);
    expect(ledger.audit.list(5)).toMatchObject([{ what: 'key created', detail: 'CI' }]);
    ledger.close();
  });

  it('can be written to as any other', () => {
    writeVersionOne();
    const ledger = openLedger(file);
    ledger.alerts.put(alert);
    ledger.connections.put({ ...connection, name: 'Renamed' });
    expect(ledger.pacing.take('c', { requests: [], concurrent: 5 }, Date.now())).toHaveProperty('ticket');
    ledger.close();
    const again = openLedger(file);
    expect(again.connections.get('c')?.name).toBe('Renamed');
    expect(again.alerts.list()).toEqual([alert]);
    again.close();
  });

  it('is copied before it is changed', () => {
    writeVersionOne();
    openLedger(file).close();
    expect(existsSync(`${file}.before-2`)).toBe(true);
    const copy = new DatabaseSync(`${file}.before-2`, { readOnly: true });
    expect(copy.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 });
    expect(copy.prepare('SELECT count(*) AS rows FROM keys').get()).toEqual({ rows: 1 });
    copy.close();
  });
});
