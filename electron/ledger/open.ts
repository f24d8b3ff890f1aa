import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '#core/errors.ts';
import type { Ledger } from '#core/ports/ledger.ts';
import type { ReminderTable } from '#core/ports/policies.ts';
import { createAlerts } from './alerts.ts';
import { createAudit } from './audit.ts';
import { createChanges } from './changes.ts';
import { createConnections } from './connections.ts';
import { createDeliveries } from './deliveries.ts';
import { createEnvironments } from './environments.ts';
import { describeFailure, isTakenName } from './failures.ts';
import { createIdentity } from './identity.ts';
import { createIntents } from './intents.ts';
import { createKeys } from './keys.ts';
import { migrate } from './migrate.ts';
import { createPacing } from './pacing.ts';
import { createPolicies, createReminders } from './policies.ts';
import { createProviderRows } from './providers.ts';
import { createRotations } from './rotations.ts';
import { createSamples } from './samples.ts';
import type { Repository } from './table.ts';

/** App and command write the same file; one waits this long for the other. */
const BUSY_TIMEOUT_MS = 5_000;

function openDatabase(file: string): DatabaseSync {
  // Made by us and not by SQLite, whose files follow the umask; the WAL files take the mode of this one.
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  const db = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true });
  try {
    db.exec('PRAGMA journal_mode = WAL');
    db.exec('PRAGMA synchronous = FULL');
    migrate(db, file, (version) => {
      const copy = `${file}.before-${version + 1}`;
      if (existsSync(copy)) return;
      db.prepare('VACUUM INTO ?').run(copy);
    });
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function namesUnique<Row extends { readonly name: string }>(
  what: string,
  table: Repository<Row>,
): Repository<Row> {
  const put = (row: Row) => {
    try {
      table.put(row);
    } catch (error) {
      if (!isTakenName(error)) throw error;
      throw new AppError('name-taken', {
        message: `There is ${what} named "${row.name}" already.`,
        next: 'Choose another name. Upper and lower case count as the same.',
        field: 'name',
      });
    }
  };
  return { ...table, put };
}

type Guard = <T>(work: () => T) => T;

interface Guards {
  readonly guarded: Guard;
  readonly written: Guard;
}

/** Also what is read or written outside a transaction fails in words. */
function guardRows<Row>({ guarded, written }: Guards, rows: Repository<Row>): Repository<Row> {
  return {
    list: () => guarded(() => rows.list()),
    get: (id) => guarded(() => rows.get(id)),
    put: (row) => written(() => rows.put(row)),
    remove: (id) => written(() => rows.remove(id)),
  };
}

function guardKeys(guards: Guards, keys: ReturnType<typeof createKeys>): Ledger['keys'] {
  const { guarded } = guards;
  return {
    ...guardRows(guards, keys),
    newest: (environmentIds, limit) => guarded(() => keys.newest(environmentIds, limit)),
    page: (after, limit) => guarded(() => keys.page(after, limit)),
    unfingerprinted: () => guarded(() => keys.unfingerprinted()),
    ofRemote: (connectionId, remoteId) => guarded(() => keys.ofRemote(connectionId, remoteId)),
  };
}

function guardChanges(guards: Guards, changes: ReturnType<typeof createChanges>): Ledger['changes'] {
  const { guarded } = guards;
  return {
    ...guardRows(guards, changes),
    ofDelivery: (deliveryId) => guarded(() => changes.ofDelivery(deliveryId)),
    unfinished: () => guarded(() => changes.unfinished()),
    files: () => guarded(() => changes.files()),
  };
}

function guardReminders({ guarded, written }: Guards, reminders: ReminderTable): ReminderTable {
  return {
    told: () => guarded(() => reminders.told()),
    tell: (reminder) => written(() => reminders.tell(reminder)),
    snoozes: () => guarded(() => reminders.snoozes()),
    snooze: (row) => written(() => reminders.snooze(row)),
    wake: (keyId) => written(() => reminders.wake(keyId)),
    tries: () => guarded(() => reminders.tries()),
    putTry: (row) => written(() => reminders.putTry(row)),
    dropTry: (keyId) => written(() => reminders.dropTry(keyId)),
    reviewedAt: () => guarded(() => reminders.reviewedAt()),
    review: (at) => written(() => reminders.review(at)),
  };
}

/** A file that was removed or replaced goes on taking rows, which nobody would ever read. @returns throws AppError home-failed then */
function thereCheck(file: string): () => void {
  const opened = statSync(file).ino;
  return () => {
    if (statSync(file, { throwIfNoEntry: false })?.ino === opened) return;
    throw new AppError('home-failed', {
      message: `The ledger ${file} was removed or replaced while it was in use. Nothing was written.`,
      next: 'Start again.',
    });
  };
}

/** @param admit asked once nobody else writes: what it saw holds until the end of the work */
function transact<T>(db: DatabaseSync, admit: () => void, work: () => T): T {
  if (db.isTransaction) return work();
  db.exec('BEGIN IMMEDIATE');
  try {
    admit();
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/**
 * Opens, and where needed creates or migrates, the ledger.
 * @param file its path; the folder must exist
 * @param admit throws where nothing may be written any more, since the home is being removed
 * @throws AppError ledger-newer, home-failed; what `admit` throws
 */
export function openLedger(file: string, admit: () => void = () => undefined): Ledger {
  const guarded: Guard = (work) => {
    try {
      return work();
    } catch (error) {
      throw describeFailure(error, file);
    }
  };
  admit();
  const db = guarded(() => openDatabase(file));
  const assertThere = thereCheck(file);
  const admitted = () => {
    admit();
    assertThere();
  };
  const written: Guard = (work) => guarded(() => transact(db, admitted, work));
  const guards = { guarded, written };
  const audit = createAudit(db);
  const identity = createIdentity(db);
  const samples = createSamples(db);
  const rotations = createRotations(db);
  const pacing = createPacing(db, (work) => transact(db, admitted, work));
  return {
    environments: guardRows(guards, namesUnique('an environment', createEnvironments(db))),
    connections: guardRows(guards, namesUnique('a connection in this environment', createConnections(db))),
    keys: guardKeys(guards, createKeys(db)),
    intents: guardRows(guards, createIntents(db)),
    deliveries: guardRows(guards, createDeliveries(db)),
    changes: guardChanges(guards, createChanges(db)),
    rotations: {
      ...guardRows(guards, rotations),
      open: () => guarded(() => rotations.open()),
      newestEnded: (limit) => guarded(() => rotations.newestEnded(limit)),
      note: (step) => written(() => rotations.note(step)),
      journal: (id) => guarded(() => rotations.journal(id)),
    },
    policies: guardRows(guards, createPolicies(db)),
    reminders: guardReminders(guards, createReminders(db)),
    providers: guardRows(guards, createProviderRows(db)),
    alerts: guardRows(guards, createAlerts(db)),
    samples: {
      list: () => guarded(() => samples.list()),
      add: (environmentId) => written(() => samples.add(environmentId)),
    },
    pacing: {
      take: (connectionId, limits, now) => guarded(() => pacing.take(connectionId, limits, now)),
      end: (ticket, now) => guarded(() => pacing.end(ticket, now)),
      hold: (connectionId, until) => guarded(() => pacing.hold(connectionId, until)),
    },
    identity: {
      get: () => guarded(() => identity.get()),
      claim: (id) => written(() => identity.claim(id)),
    },
    audit: {
      append: (entry) => written(() => audit.append(entry)),
      list: (limit, filter, before) => guarded(() => audit.list(limit, filter, before)),
      count: (filter) => guarded(() => audit.count(filter)),
      get: (number) => guarded(() => audit.get(number)),
      after: (number, limit) => guarded(() => audit.after(number, limit)),
      tail: () => guarded(() => audit.tail()),
      chain: (number, mac, late) => written(() => audit.chain(number, mac, late)),
    },
    transaction: written,
    version: () => Number((db.prepare('PRAGMA data_version').get() as { data_version: number }).data_version),
    close: () => db.close(),
  };
}
