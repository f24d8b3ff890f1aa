import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createAudit } from '#core/auditing/audit.ts';
import { createChainer } from '#core/auditing/chainer.ts';
import { createActivity } from '#core/auditing/index.ts';
import { onceOpen } from '#core/auditing/opening.ts';
import { createLedgerKey } from '#core/ledger-key.ts';
import type { StorageTiers } from '#core/ports/storage.ts';
import { Secret } from '#core/secret.ts';
import { createVault } from '#core/vault.ts';
import { silentLog } from '#tests/fakes/outside.ts';
import { fakeStorage } from '#tests/fakes/storage.ts';
import { openLedger } from '../../../../electron/ledger/open.ts';
import { systemClock as clock } from '../../../../electron/platform/clock.ts';
import { hmac } from '../../../../electron/platform/hmac.ts';

const TRIGGERS = ['audit_keeps_rows', 'audit_keeps_words'];

/** A ledger file and a store of secrets, which processes open. */
export function createAuditWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'audit-'));
  const file = join(folder, 'ledger.db');
  const storage = fakeStorage();
  const closing: (() => void)[] = [];

  /** As one process has it; several may be open at once. */
  const start = (tiers: StorageTiers = storage) => {
    const ledger = openLedger(file);
    closing.push(() => ledger.close());
    const bare = createVault(tiers);
    const newKey = () => new Secret(crypto.randomUUID().repeat(2));
    const ledgerKey = createLedgerKey({
      ledger,
      vault: bare,
      hmac,
      newId: () => crypto.randomUUID(),
      newKey,
    });
    const chainer = createChainer({ ledger, vault: bare, ledgerKey, hmac, clock, log: silentLog });
    const vault = onceOpen(bare, chainer.open);
    const audit = createAudit({ ledger, clock, by: 'command', client: () => null, chainer });
    const activity = createActivity({
      ledger,
      storage: tiers,
      vault,
      ledgerKey,
      hmac,
      clock,
      chainer,
      audit,
      wasOpen: vault.wasOpen,
    });
    /** Rows `row 1`, `row 2`, … */
    const write = (count: number) => {
      const done = ledger.audit.count();
      for (let at = 1; at <= count; at += 1) audit(`row ${done + at}`, null);
    };
    return { ledger, ledgerKey, vault, chainer, audit, activity, write };
  };

  /** Somebody with the file and no key: no trigger of ours holds them back. */
  const tamper = (...statements: string[]) => {
    const db = new DatabaseSync(file);
    for (const trigger of TRIGGERS) db.exec(`DROP TRIGGER IF EXISTS ${trigger}`);
    for (const statement of statements) db.exec(statement);
    db.close();
  };
  return {
    file,
    storage,
    start,
    tamper,
    end: () => {
      for (const close of closing) close();
      rmSync(folder, { recursive: true });
    },
  };
}

export type AuditWorld = ReturnType<typeof createAuditWorld>;
