import type { Clock } from '#core/ports/clock.ts';
import type { Backups, Files } from '#core/ports/files.ts';
import type { HttpRequest, HttpResponse, Transport } from '#core/ports/http.ts';
import type { Ledger } from '#core/ports/ledger.ts';
import type { Vault } from '#core/vault.ts';
import type { Counterpart } from '#tests/counterparts/services/kit.ts';
import type { Misbehaviour } from '#tests/counterparts/services/misbehaviour.ts';
import { LIMITS } from '../../../electron/providers/http/limits.ts';
import { errorOf, type Fault, type Faults, through } from './faults.ts';

// The real things behind the ports, with a point before each call.

/** Told from pauses by their odd lengths. */
export const DEADLINES = { ...LIMITS, headersMs: 15_001, totalMs: 30_001, idleMs: 10_001 };
const isDeadline = (ms: number) => [15_001, 30_001, 10_001].includes(ms);

export interface FaultClock extends Clock {
  /** Pauses pass at once, and the clock with them. A deadline comes only where the service is said not to answer. */
  expire(): void;
  moveTo(ms: number): void;
}

export function createFaultClock(start: number): FaultClock {
  let now = start;
  const deadlines = new Set<() => void>();
  return {
    now: () => new Date(now),
    after: (ms, run) => {
      if (isDeadline(ms)) {
        deadlines.add(run);
        return () => deadlines.delete(run);
      }
      const at = now + Math.max(0, Math.ceil(ms));
      const immediate = setImmediate(() => {
        now = Math.max(now, at);
        run();
      });
      return () => clearImmediate(immediate);
    },
    expire: () => {
      now += DEADLINES.headersMs;
      for (const run of [...deadlines]) run();
    },
    moveTo: (ms) => {
      now = Math.max(now, ms);
    },
  };
}

export function faultyVault(faults: Faults, vault: Vault): Vault {
  const name = (account: string) => account.slice(0, account.indexOf('/') + 9);
  return {
    assertOpen: () => through(faults, { port: 'vault read', what: 'is it open' }, () => vault.assertOpen()),
    readIfHeld: (account) =>
      through(faults, { port: 'vault read', what: name(account) }, () => vault.readIfHeld(account)),
    read: (account, what) =>
      through(faults, { port: 'vault read', what: name(account) }, () => vault.read(account, what)),
    write: (account, secret) =>
      through(faults, { port: 'vault write', what: name(account) }, () => vault.write(account, secret)),
    remove: (account) =>
      through(faults, { port: 'vault write', what: `remove ${name(account)}` }, () => vault.remove(account)),
  };
}

/** A transaction is one point; so is a write outside of one. */
export function faultyLedger(faults: Faults, ledger: Ledger): Ledger {
  let depth = 0;
  const write = <T>(what: string, work: () => T): T => {
    if (depth > 0) return work();
    const fault = faults.meet('ledger', what);
    if (fault !== null) throw errorOf(fault);
    depth += 1;
    try {
      return work();
    } finally {
      depth -= 1;
    }
  };
  const table = <Row, Table extends { put(row: Row): void; remove(id: string): void }>(
    name: string,
    rows: Table,
  ): Table => ({
    ...rows,
    put: (row: Row) => write(`put ${name}`, () => rows.put(row)),
    remove: (id: string) => write(`remove ${name}`, () => rows.remove(id)),
  });
  return {
    ...ledger,
    keys: table('key', ledger.keys),
    intents: table('intent', ledger.intents),
    deliveries: table('delivery', ledger.deliveries),
    changes: table('change', ledger.changes),
    rotations: {
      ...table('rotation', ledger.rotations),
      note: (step) => write('note', () => ledger.rotations.note(step)),
    },
    transaction: (work) => write('transaction', () => ledger.transaction(work)),
  };
}

export function faultyFiles(faults: Faults, files: Files): Files {
  return {
    ...files,
    snapshot: (path) => through(faults, { port: 'file read', what: path }, () => files.snapshot(path)),
    replace: (snapshot, bytes, mode) =>
      through(faults, { port: 'file write', what: snapshot.path, file: snapshot.path }, () =>
        files.replace(snapshot, bytes, mode),
      ),
    remove: (snapshot) =>
      through(faults, { port: 'file write', what: `remove ${snapshot.path}`, file: snapshot.path }, () =>
        files.remove(snapshot),
      ),
  };
}

export function faultyBackups(faults: Faults, backups: Backups): Backups {
  return {
    save: (path, bytes, needed) =>
      through(faults, { port: 'copy', what: `save ${path}` }, () => backups.save(path, bytes, needed)),
    read: (name) => through(faults, { port: 'copy', what: `read ${name}` }, () => backups.read(name)),
  };
}

/** What the counterpart itself does wrong, on the wire. */
const ON_THE_WIRE: Partial<Record<Fault, Misbehaviour>> = {
  'cut before it came': { does: 'cut request', bytes: 10 },
  'cut before the answer': { does: 'cut answer', bytes: 0 },
  'cut in the answer': { does: 'cut answer', bytes: 200 },
  '503 before it was done': { does: 'answer', status: 503 },
  '503 after it was done': { does: 'answer', status: 503, after: true },
  '500 after it was done': { does: 'answer', status: 500, after: true },
  '429 for ten minutes': { does: 'answer', status: 429, headers: { 'retry-after': '600' } },
};

const HOUR_MS = 3_600_000;

interface Line {
  readonly faults: Faults;
  readonly clock: FaultClock;
  readonly transport: Transport;
  /** null: it is another process, whose service has no whims here. */
  readonly service: Pick<Counterpart, 'misbehave'> | null;
}

const refused = () => Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });

/** The answer whole, so that no deadline is met while it is read. */
async function whole(response: HttpResponse): Promise<HttpResponse> {
  const text = response.body === null ? null : await new Response(response.body).arrayBuffer();
  const body = text === null ? null : new Response(text).body;
  return { status: response.status, headers: response.headers, body };
}

export function faultyTransport({ faults, clock, transport, service }: Line): Transport {
  let downUntil = 0;
  const silent = (request: HttpRequest): Promise<never> => {
    setImmediate(clock.expire);
    return new Promise((_, reject) =>
      request.signal.addEventListener('abort', () => reject(request.signal.reason), { once: true }),
    );
  };
  const meet = ({ method, url }: HttpRequest): Fault | null => {
    const path = new URL(url).pathname.replace(/[\da-f-]{36}/, '…');
    const fault = faults.meet('request', `${method} ${path}`);
    if (fault === 'down for an hour') downUntil = clock.now().getTime() + HOUR_MS;
    return fault;
  };
  return async (request) => {
    const fault = meet(request);
    const what = `${request.method} ${new URL(request.url).pathname}`;
    if (fault === 'no connection' || clock.now().getTime() < downUntil) throw refused();
    if (fault === 'no answer in time, and not done') return silent(request);
    const misbehaviour = fault === null ? undefined : ON_THE_WIRE[fault];
    if (misbehaviour !== undefined) service?.misbehave({ what: misbehaviour, times: 1 });
    await faults.rest('request', what, 'before');
    const response = await transport(request).then(whole);
    await faults.rest('request', what, 'after');
    if (faults.isDead || fault === 'killed before the answer') return faults.die();
    return fault === 'no answer in time, and done' ? silent(request) : response;
  };
}
