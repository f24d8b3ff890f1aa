import type { RenewingService } from '#core/delivering/renewing/service.ts';
import { AppError } from '#core/errors.ts';
import type { DeliveryRecord } from '#core/ports/ledger.ts';
import { keyAccount } from '#core/ports/secret-store.ts';
import { createRotating } from '#core/rotating/index.ts';
import { createSession } from '#core/session/session.ts';
import type { Mechanism } from '#shared/model/delivery.ts';
import type { Key } from '#shared/model/key.ts';
import type { Renewal, RotationRequest } from '#shared/model/rotation.ts';
import { VALID } from '#tests/fakes/service.ts';
import { createWorld, type World } from './world.ts';

export const HOUR = 3_600_000;

export const INVALID = {
  is: 'invalid',
  because: null,
  message: 'The service refuses it.',
  next: null,
} as const;

/** Which key of the service a value is of, and whether it is the newest of it. */
function isAlive({ service }: World, value: string): boolean {
  const made = /^fk_live_abcdefghijklmnop_(.+)$/.exec(value)?.[1];
  const again = /^fk_live_regenerated_(\d+)_(.+)$/.exec(value);
  const id = made ?? again?.[2] ?? '';
  if (service.keys.get(id)?.status !== 'active') return false;
  const times = service.calls.filter((call) => call === `regenerate ${id}`).length;
  // A later one ends it: what makes a new value in place makes no other key meanwhile.
  return made === undefined ? again?.[1] === String(service.sent) : times === 0;
}

interface Oddities {
  readonly broken: { next: AppError | null };
  /** Places that cannot be written, however often it is tried. */
  readonly stuck: Map<string, AppError>;
  /** Places that were written and are gone when they are read again. */
  readonly unseen: Set<string>;
  /** Places whose next write fails behind the file. */
  readonly late: Set<string>;
  /** Places that were written and cannot be read again. */
  readonly unread: Map<string, AppError>;
  /** Places whose program has to take the file in again. */
  readonly imported: Set<string>;
  /** Programs that read the value only after a restart, by their delivery. */
  readonly restarts: Map<string, string>;
  /** Which deliveries were looked at, each time. */
  readonly looked: string[];
}

/** Places that hold a value, behind the port. */
function fakeRenewing(
  world: World,
  places: Map<string, string>,
  { broken, stuck, unseen, late, unread, imported, restarts, looked }: Oddities,
): RenewingService {
  const valueNow = async (deliveryId: string) => {
    const delivery = world.ledger.deliveries.get(deliveryId);
    const key = delivery === null ? null : world.ledger.keys.get(delivery.keyId);
    if (key === null) throw new Error('no such delivery');
    const value = await world.life.vault.read(keyAccount(key.environmentId, key.id), 'it');
    return value.expose();
  };
  const breakOnce = () => {
    const failure = broken.next;
    broken.next = null;
    if (failure !== null) throw failure;
  };
  /** Written, which nothing tells but the file. */
  const standing = new Set<string>();
  const how = (mechanism: Mechanism): Renewal['how'] => {
    if (mechanism === 'inline') return 'rewrite';
    return mechanism === 'input' ? 'person' : 'nothing';
  };
  const renewalOf = ({ id, target, file, server, mechanism }: DeliveryRecord): Renewal => {
    looked.push(id);
    return {
      ...{ delivery: id, target, targetName: target, file, server, mechanism, how: how(mechanism) },
      ...(standing.has(id) ? ({ how: 'nothing' } as const) : {}),
      ...{ text: `It is by ${mechanism}.`, diff: [], restart: restarts.get(id) ?? null, running: null },
      ...(imported.has(id) ? { afterwards: 'Import it again.' } : {}),
    };
  };
  return {
    plan: async (keyId) =>
      world.ledger.deliveries
        .list()
        .filter((each) => each.keyId === keyId)
        .map(renewalOf),
    people: () =>
      world.ledger.deliveries
        .list()
        .filter(({ id, mechanism }) => how(mechanism) === 'person' || imported.has(id))
        .map(({ keyId, target, file }) => ({ keyId, targetName: target, file })),
    planOne: async (id) => {
      const delivery = world.ledger.deliveries.get(id);
      return delivery === null ? null : renewalOf(delivery);
    },
    renew: async (id) => {
      breakOnce();
      const failure = stuck.get(id);
      if (failure !== undefined) throw failure;
      const wasThere = places.get(id) === (await valueNow(id));
      if (wasThere) return { change: null, text: `${id} has it already.` };
      places.set(id, await valueNow(id));
      if (late.delete(id)) {
        standing.add(id);
        throw new AppError('home-failed', { message: 'The disk is full.' });
      }
      return { change: `change-of-${id}`, text: `${id} was written.` };
    },
    check: async (id) => {
      const failure = unread.get(id);
      if (failure !== undefined) throw failure;
      if (!unseen.has(id) && places.get(id) === (await valueNow(id))) return;
      throw new AppError('conflict', { message: 'Somebody wrote over it.' });
    },
    isBack: async (id, old) => old !== null && places.get(id) === old.expose(),
    takeBack: async (id) => {
      breakOnce();
      const failure = stuck.get(id);
      if (failure !== undefined) throw failure;
      places.set(id, await valueNow(id));
    },
  };
}

/** Rotating over a service and places in memory. Waits are over at once. */
export async function createRotatingWorld() {
  const world = await createWorld();
  const places = new Map<string, string>();
  const odd: Oddities = {
    ...{ broken: { next: null }, stuck: new Map(), unseen: new Set(), imported: new Set() },
    ...{ late: new Set(), unread: new Map(), restarts: new Map(), looked: [] },
  };
  world.service.verdict = (secret) => (isAlive(world, secret.expose()) ? VALID : INVALID);
  const clock = {
    now: world.clock.now,
    after: (ms: number, run: () => void) => {
      queueMicrotask(() => {
        world.clock.advance(ms);
        run();
      });
      return () => undefined;
    },
  };
  const living = new Set([1]);
  const openRotating = (own = 1) =>
    createRotating({
      ...world.life,
      clock,
      renewing: fakeRenewing(world, places, odd),
      writers: { own, lives: (pid) => living.has(pid), pulse: () => () => undefined },
      notifier: world.notifier,
      behindLock: world.life,
      session: createSession(),
      settleDeliveries: async () => false,
    });
  const key = await world.keys.create({
    environmentId: world.development.id,
    connectionId: world.inDevelopment.id,
    name: 'CI',
    description: 'nightly',
    tags: ['ci'],
    variable: 'CI_KEY',
  });
  const valueIn = async ({ id, environmentId }: Pick<Key, 'id' | 'environmentId'>) =>
    (await world.life.vault.readIfHeld(keyAccount(environmentId, id)))?.expose() ?? null;
  const rotating = openRotating();
  return {
    ...world,
    key,
    places,
    ...odd,
    living,
    rotating,
    openRotating,
    start: (extra: Partial<RotationRequest> = {}, options?: Parameters<typeof rotating.start>[1]) =>
      rotating.start({ keyId: key.id, ...extra }, options),
    newestRun: () => {
      const [run] = rotating.list();
      if (run === undefined) throw new Error('there is no run');
      return run;
    },
    value: () => valueIn(key),
    isAlive: (value: string) => isAlive(world, value),
    /** A delivery of the key, which holds its value of now where it is inline. */
    deliver: async (
      mechanism: Mechanism = 'inline',
      of: Key = key,
      createdAt = '2026-11-20T10:00:00.000Z',
    ) => {
      const id = crypto.randomUUID();
      world.ledger.deliveries.put({
        ...{ id, target: 'cursor', keyId: of.id, environmentId: of.environmentId, mechanism },
        ...{ file: `/home/u/${id}.json`, server: 'ci', variable: 'CI_KEY', scope: 'user', reference: null },
        ...{ entryHash: '', written: null, companions: [], imported: false },
        createdAt,
      });
      if (mechanism === 'inline') places.set(id, (await valueIn(of)) ?? '');
      return id;
    },
    /** Keys at the service that open something. */
    alive: () =>
      [...world.service.keys.values()].filter(({ status }) => status === 'active').map(({ id }) => id),
    accounts: () =>
      [...world.storage.items.keys()].filter((account) => account.startsWith(world.development.id)),
  };
}

export type RotatingWorld = Awaited<ReturnType<typeof createRotatingWorld>>;
