import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '#core/errors.ts';
import { createPolicies } from '#core/policies/index.ts';
import type { KeyRow } from '#core/ports/ledger.ts';
import type { RotationRow } from '#core/ports/rotations.ts';
import type { Policy, PolicyChanges } from '#shared/model/policy.ts';
import type { RotationPlan, RotationRequest } from '#shared/model/rotation.ts';
import { unchainedAudit } from '#tests/fakes/audit.ts';
import { connectionRow } from '#tests/fakes/connection-row.ts';
import { environmentRow } from '#tests/fakes/environment-row.ts';
import { keyRow } from '#tests/fakes/key-row.ts';
import { fakeNotifier, silentLog } from '#tests/fakes/outside.ts';
import { openRotation, rotationPlan } from '#tests/fakes/rotation-row.ts';
import { fakeService } from '#tests/fakes/service.ts';
import { openLedger } from '../../../electron/ledger/open.ts';

/** A process that looks after policies: the app or a command. */
interface Process {
  readonly policies: ReturnType<typeof createPolicies>;
  readonly told: ReturnType<typeof fakeNotifier>['told'];
  end(): void;
}

/** Policies over a real ledger; the clock goes where a test sets it, and runs are only written down. */
export function createPoliciesWorld(start = '2026-11-20T12:00:00.000Z') {
  const folder = mkdtempSync(join(tmpdir(), 'policies-'));
  const file = join(folder, 'ledger.db');
  const ledger = openLedger(file);
  let now = Date.parse(start);
  const clock = { now: () => new Date(now), after: () => () => undefined };
  const service = fakeService(clock.now);
  const world = {
    /** Why a run needs a person, by the key's id. */
    attended: new Map<string, string>(),
    /** The same, where the ledger alone tells it. */
    foreseen: new Map<string, string>(),
    /** What a run of a key ends with. */
    ends: new Map<string, 'waiting' | Error>(),
    /** Keys whose run was asked for, in that order. */
    started: [] as (RotationRequest & { readonly confirm?: string | undefined })[],
    /** What happens in the middle of a run. */
    meanwhile: async (): Promise<void> => undefined,
    closed: null as AppError | null,
    alive: new Set<number>(),
    remindDays: 30,
    /** Failures that nobody was told; a test that expects some takes them out. */
    logged: [] as string[],
    tellsLastUse: true,
  };
  const rotating = {
    attended: () => (keyId: string) => world.foreseen.get(keyId) ?? null,
    plan: async ({ keyId }: RotationRequest): Promise<RotationPlan> =>
      rotationPlan({ keyId, attended: world.attended.get(keyId) ?? world.foreseen.get(keyId) ?? null }),
    start: async (request: RotationRequest & { readonly confirm?: string | undefined }) => {
      world.started.push(request);
      await world.meanwhile();
      const end = world.ends.get(request.keyId);
      if (end instanceof Error) throw end;
      const problem = end === 'waiting' ? 'Enter the new value.' : null;
      return openRotation({ keyId: request.keyId, state: end ?? 'overlap', problem });
    },
  };
  const startProcess = (): Process => {
    const own = openLedger(file);
    const notifier = fakeNotifier();
    const policies = createPolicies({
      ledger: own,
      clock,
      audit: unchainedAudit(own, clock),
      notifier,
      log: { ...silentLog, error: (what) => void world.logged.push(what) },
      writers: { own: process.pid, lives: (pid) => world.alive.has(pid), pulse: () => () => undefined },
      vault: {
        assertOpen: async () => {
          if (world.closed !== null) throw world.closed;
        },
      },
      plugins: { list: () => [{ ...service.plugin, tellsLastUse: world.tellsLastUse }] },
      rotating: () => rotating,
      remindDays: () => world.remindDays,
    });
    return { policies, told: notifier.told, end: () => own.close() };
  };
  const first = startProcess();
  const environment = environmentRow();
  ledger.environments.put(environment);
  return Object.assign(world, {
    ledger,
    environment,
    ...first,
    startProcess,
    at: (instant: string) => {
      now = Date.parse(instant);
    },
    later: (ms: number) => {
      now += ms;
    },
    connect: (syncedAt: string | null = null) =>
      // Its id is all that a key of it needs here, and a policy that it stands in the ledger.
      ledger.connections.put(connectionRow({ id: 'c', environmentId: environment.id, syncedAt })),
    newKey: (changes: Partial<KeyRow> = {}): KeyRow => {
      const row = keyRow({
        environmentId: environment.id,
        createdAt: '2026-09-20T10:00:00.000Z',
        ...changes,
      });
      ledger.keys.put(row);
      return row;
    },
    policy: (subject: Policy['subject'], id: string, changes: Omit<PolicyChanges, 'subject' | 'id'>) =>
      first.policies.set({ subject, id, ...changes }),
    openRun: (changes: Pick<RotationRow, 'keyId'> & Partial<RotationRow>) =>
      ledger.rotations.put({ ...openRun(environment.id), ...changes }),
    end: () => {
      first.end();
      ledger.close();
      rmSync(folder, { recursive: true });
      if (world.logged.length > 0) throw new Error(`logged: ${world.logged.join(', ')}`);
    },
  });
}

const openRun = (environmentId: string): Omit<RotationRow, 'keyId'> => ({
  id: crypto.randomUUID(),
  keyName: 'CI',
  environmentId,
  connectionId: null,
  kind: 'replace',
  reason: 'planned',
  byHand: false,
  overlap: '24h',
  watch: 'none',
  scopes: null,
  state: 'overlap',
  step: 'overlap',
  newId: crypto.randomUUID(),
  oldId: crypto.randomUUID(),
  oldHint: '',
  oldAcknowledged: true,
  until: null,
  cause: null,
  newHint: null,
  startedAt: '2026-11-20T12:00:00.000Z',
  switchedAt: null,
  endedAt: null,
  resumeAt: null,
  attempts: 0,
  problem: null,
  oldUsedAt: null,
  tasks: [],
  renewals: [],
  restarts: [],
  usage: null,
  writer: null,
  doubtedAt: null,
});

export const locked = () =>
  new AppError('storage-locked', { message: 'Keyrack is locked.', next: 'Unlock it.' });

/** Dates and times of a place on earth, while the tests of a file run. */
export function inTimeZone(zone: string): () => void {
  const before = process.env.TZ;
  process.env.TZ = zone;
  return () => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  };
}
