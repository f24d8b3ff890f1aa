import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { Ledger } from '#core/ports/ledger.ts';
import type { Environment } from '#shared/model/environment.ts';
import { environmentRow } from '#tests/fakes/environment-row.ts';
import { describeFailure } from '../../../electron/ledger/failures.ts';
import { openLedger } from '../../../electron/ledger/open.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  file = join(folder, 'ledger.db');
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

const environment = (name: string, id: string = crypto.randomUUID()): Environment =>
  environmentRow({ id, name });

const failure = (work: () => unknown): AppError => {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

/** Every table's and index's first page; what says where they are stays whole, so that the file still opens. */
function damageTables(): void {
  const db = new DatabaseSync(file, { readOnly: true });
  const roots = db.prepare('SELECT rootpage FROM sqlite_schema WHERE rootpage > 0').all();
  db.close();
  const bytes = readFileSync(file);
  for (const { rootpage } of roots) bytes.fill(0xff, (Number(rootpage) - 1) * 4096, Number(rootpage) * 4096);
  writeFileSync(file, bytes);
}

describe('the ledger', () => {
  it('gives back what was put, also after it was closed', () => {
    const first = openLedger(file);
    const row = environment('Development');
    first.environments.put(row);
    first.close();
    const second = openLedger(file);
    expect(second.environments.list()).toEqual([row]);
    second.close();
  });

  it('is a file that only its owner can read, whatever the umask', () => {
    const before = process.umask(0);
    const ledger = openLedger(file);
    ledger.environments.put(environment('Development'));
    process.umask(before);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(`${file}-wal`).mode & 0o777).toBe(0o600);
    ledger.close();
  });

  it.each([
    ['Production', 'production'],
    ['Café', 'Cafe\u0301'],
    ['  Spaced ', 'spaced'],
  ])(
    'refuses a second environment whose name differs from %j only by case, composition or spaces',
    (a, b) => {
      const ledger = openLedger(file);
      ledger.environments.put(environment(a));
      expect(failure(() => ledger.environments.put(environment(b))).code).toBe('name-taken');
      ledger.close();
    },
  );

  it('rolls the whole transaction back when one write in it fails', () => {
    const ledger = openLedger(file);
    ledger.environments.put(environment('Taken'));
    failure(() =>
      ledger.transaction(() => {
        ledger.environments.put(environment('New'));
        ledger.environments.put(environment('taken'));
      }),
    );
    expect(ledger.environments.list().map(({ name }) => name)).toEqual(['Taken']);
    ledger.close();
  });

  it('shows in `version` that another process wrote, and only then', () => {
    const mine = openLedger(file);
    const other = openLedger(file);
    const before = mine.version();
    mine.environments.put(environment('Mine'));
    expect(mine.version()).toBe(before);
    other.environments.put(environment('Other'));
    expect(mine.version()).not.toBe(before);
    mine.close();
    other.close();
  });

  it('refuses a ledger of a newer version and leaves every byte of it', () => {
    openLedger(file).close();
    const db = new DatabaseSync(file);
    db.exec('PRAGMA user_version = 99');
    db.close();
    const bytes = readFileSync(file);
    const error = failure(() => openLedger(file));
    expect(error.code).toBe('ledger-newer');
    expect(error.message).toContain(file);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it.each([
    [
      'text',
      Buffer.from('this is no database, but it is long enough to be read as a header of one'.repeat(20)),
    ],
    ['NUL bytes', Buffer.alloc(8192)],
  ])('refuses a file of %s and leaves it alone', (_, bytes) => {
    writeFileSync(file, bytes);
    let error: AppError | null = null;
    try {
      openLedger(file).close();
    } catch (caught) {
      error = caught as AppError;
    }
    expect(error?.code).toBe('home-failed');
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it('says that it is damaged where a page of it cannot be read', () => {
    const first = openLedger(file);
    first.environments.put(environment('Development'));
    first.close();
    damageTables();
    const second = openLedger(file);
    expect(failure(() => second.environments.list()).code).toBe('home-failed');
    expect(failure(() => second.changes.list()).message).toContain(file);
    expect(failure(() => second.audit.list(1)).message).toContain(file);
    const entry = {
      at: '',
      by: 'window',
      client: null,
      what: '',
      subject: null,
      name: null,
      environmentId: null,
      detail: null,
    } as const;
    expect(failure(() => second.audit.append(entry)).message).toContain(file);
    second.close();
  });

  it.each([
    ['its memory file on a full disk', 4874],
    ['a disk that fails', 266],
    ['a full disk', 13],
  ])('has words for %s', (_, errcode) => {
    const error = Object.assign(new Error('disk I/O error'), { code: 'ERR_SQLITE_ERROR', errcode });
    expect(describeFailure(error, file)).toMatchObject({
      code: 'home-failed',
      message: expect.stringContaining(file),
      next: expect.stringContaining('Free some space'),
    });
  });

  it('says where it could not be made when the folder is not there', () => {
    const error = failure(() => openLedger(join(folder, 'missing', 'ledger.db')));
    expect(error.code).toBe('home-failed');
    expect(error.message).toContain('missing');
    expect(existsSync(join(folder, 'missing'))).toBe(false);
  });
});

describe('while the home is being removed', () => {
  const subject = { subject: null, name: null, environmentId: null, detail: null };
  const entry = {
    at: '2026-11-20T12:00:00.000Z',
    by: 'command',
    client: null,
    what: 'key shown',
    ...subject,
  } as const;
  const WRITES: readonly [string, (ledger: Ledger) => unknown][] = [
    ['an environment', (ledger) => ledger.environments.put(environment('Late'))],
    ['a line of the audit', (ledger) => ledger.audit.append(entry)],
    ['the MAC of a line', (ledger) => ledger.audit.chain(1, 'mac', false)],
    ['the id of the ledger', (ledger) => ledger.identity.claim('id')],
    ['a sample', (ledger) => ledger.samples.add('1')],
  ];

  it.each(WRITES)('%s is not written, also outside of a transaction', (_, write) => {
    let isGoing = false;
    const ledger = openLedger(file, () => {
      if (isGoing) throw new AppError('conflict', { message: 'It is being removed.' });
    });
    ledger.environments.put(environmentRow({ id: '1', name: 'Here' }));
    ledger.audit.append(entry);
    isGoing = true;
    expect(failure(() => write(ledger)).code).toBe('conflict');
    expect([ledger.audit.count({}), ledger.audit.tail(), ledger.identity.get()]).toEqual([1, null, null]);
    expect([ledger.environments.list().length, ledger.samples.list()]).toEqual([1, []]);
    ledger.close();
  });

  it.each(WRITES)('%s is not written into a file that was removed', (_, write) => {
    const ledger = openLedger(file);
    ledger.environments.put(environmentRow({ id: '1', name: 'Here' }));
    ledger.audit.append(entry);
    rmSync(file);
    expect(failure(() => write(ledger)).code).toBe('home-failed');
    ledger.close();
  });
});
