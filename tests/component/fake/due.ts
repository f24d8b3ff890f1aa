import type { MainClient } from '#shared/ipc/client.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { Environment } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import type { DueRow, Policy, PolicySubject, Review } from '#shared/model/policy.ts';
import { FakeFailure } from './failure.ts';
import type { World } from './world.ts';

type Methods = Pick<
  MainClient,
  Extract<keyof MainClient, `due.${string}`> | Extract<keyof MainClient, `policies.${string}`>
>;

const DAY = 86_400_000;
const SOON = 30 * DAY;
const QUARTER = 91 * DAY;
const iso = (at: number) => new Date(at).toISOString();

const saysNothing = (subject: PolicySubject, id: string): Policy => ({
  subject,
  id,
  afterDays: null,
  critical: false,
  unusedDays: null,
  unattendedAt: null,
});

/** Policies, what is due by them, and the review, by the rules of main as far as the page shows them. */
export function dueHandlers(
  world: World,
  changed: (what: 'policies' | 'environments' | 'keys') => void,
): Methods {
  let reviewedAt = world.reviewedAt ?? null;
  return {
    'policies.list': async () => policiesOf(world),
    'policies.set': async ({ subject, id, ...changes }) => {
      const known = [...world.environments, ...world.connections, ...world.keys].some(
        (each) => each.id === id,
      );
      if (!known)
        throw new FakeFailure({ code: 'not-found', message: `There is no ${subject} ${id}.`, next: null });
      const before = policiesOf(world).find((each) => each.id === id) ?? saysNothing(subject, id);
      const given = Object.entries(changes).filter(([, value]) => value !== undefined);
      const next: Policy = { ...before, ...Object.fromEntries(given) };
      world.policies = [...(world.policies ?? []).filter((each) => each.id !== id), next];
      if (subject === 'environment') prescribe(world, next);
      for (const what of ['policies', 'environments', 'keys'] as const) changed(what);
      return next;
    },
    'due.list': async () => dueOf(world),
    'due.snooze': async ({ keyId, days }) => {
      world.snoozed = { ...world.snoozed, [keyId]: iso(Date.now() + days * DAY) };
      changed('policies');
    },
    'due.saveCalendar': async () => ({ file: '/home/ada/Documents/keyrack.ics' }),
    'due.review': async () => reviewOf(world, reviewedAt),
    'due.reviewed': async () => {
      reviewedAt = iso(Date.now());
      changed('policies');
      return reviewOf(world, reviewedAt);
    },
  };
}

/** An environment's days stand with the environment itself. */
function policiesOf({ environments, policies = [] }: World): Policy[] {
  const ofEnvironments = environments
    .filter(({ id, rotateAfterDays }) => rotateAfterDays !== null && !policies.some((each) => each.id === id))
    .map(({ id, rotateAfterDays }) => ({ ...saysNothing('environment', id), afterDays: rotateAfterDays }));
  return [...policies, ...ofEnvironments];
}

function prescribe(world: World, { id, afterDays }: Policy): void {
  const rotateAfterDays = typeof afterDays === 'number' ? afterDays : null;
  world.environments = world.environments.map((each) =>
    each.id === id ? { ...each, rotateAfterDays } : each,
  );
}

const RETIRED: readonly Key['status'][] = ['revoked', 'ghost', 'orphan'];

function dueOf(world: World): DueRow[] {
  const policies = new Map(policiesOf(world).map((each) => [each.id, each]));
  return world.keys
    .filter(({ status }) => !RETIRED.includes(status))
    .flatMap((key) => rowOf(world, policies, key) ?? [])
    .toSorted((one, other) => one.dueAt.localeCompare(other.dueAt));
}

interface Candidate {
  readonly why: DueRow['why'];
  readonly at: number;
  readonly from: PolicySubject | null;
  readonly days: number | null;
}

function rowOf(world: World, policies: ReadonlyMap<string, Policy>, key: Key): DueRow | null {
  const above: readonly (readonly [PolicySubject, string | null])[] = [
    ['key', key.id],
    ['connection', key.connectionId],
    ['environment', key.environmentId],
  ];
  const said = above.map(([from, id]) => ({ from, policy: policies.get(id ?? '') }));
  const [first] = [unusedOf(said, key), expiryOf(key), policyOf(said, key)]
    .filter((each) => each !== null)
    .toSorted((one, other) => one.at - other.at);
  if (first === undefined) return null;
  const { at, why, from, days } = first;
  return {
    keyId: key.id,
    name: key.name,
    environmentId: key.environmentId,
    why,
    dueAt: iso(at),
    from,
    afterDays: days,
    critical: policies.get(key.id)?.critical ?? false,
    state: stateAt(at),
    snoozedUntil: world.snoozed?.[key.id] ?? null,
    rotationId: world.rotating?.[key.id] ?? null,
    unattendedAt: null,
    attended: null,
    ...(why === 'unused' ? {} : unattended(said, key, at)),
  };
}

function stateAt(at: number): DueRow['state'] {
  if (at < Date.now()) return 'overdue';
  return at < Date.now() + SOON ? 'soon' : 'later';
}

const expiryOf = ({ expiresAt }: Key): Candidate | null =>
  expiresAt === null ? null : { why: 'expiry', at: Date.parse(expiresAt), from: null, days: null };

function policyOf(said: Said, { createdAt }: Key): Candidate | null {
  const found = said.find(({ policy }) => policy !== undefined && policy.afterDays !== null);
  const days = found?.policy?.afterDays;
  if (found === undefined || typeof days !== 'number') return null;
  return { why: 'policy', at: Date.parse(createdAt) + days * DAY, from: found.from, days };
}

type Said = readonly { readonly from: PolicySubject; readonly policy: Policy | undefined }[];

function unusedOf(said: Said, { lastUsedAt, createdAt }: Key): Candidate | null {
  const found = said.find(({ policy }) => policy !== undefined && policy.unusedDays !== null);
  const days = found?.policy?.unusedDays;
  if (found === undefined || typeof days !== 'number') return null;
  const at = Date.parse(lastUsedAt ?? createdAt) + days * DAY;
  return at < Date.now() ? { why: 'unused', at, days, from: found.from } : null;
}

function unattended(said: Said, { deliveries, connectionId }: Key, at: number): Partial<DueRow> {
  const when = said.find(({ policy }) => policy !== undefined && policy.unattendedAt !== null)?.policy;
  if (when === undefined || when.unattendedAt === 'off') return {};
  if (connectionId === null) return { attended: 'It has no service that could make a new one.' };
  if (deliveries.length > 0)
    return { attended: 'Zapier holds its value, and only a person can put a new one there.' };
  return { unattendedAt: iso(Math.max(at, Date.now()) + 6 * 3_600_000) };
}

function reviewOf({ keys, providers, connections }: World, reviewedAt: string | null): Review {
  const tells = ({ connectionId }: Key) => {
    const connection = connections.find(({ id }) => id === connectionId);
    return (
      connection !== undefined && providers.find(({ id }) => id === connection.provider)?.id === 'playground'
    );
  };
  const next = reviewedAt === null ? Date.now() - DAY : Date.parse(reviewedAt) + QUARTER;
  return {
    reviewedAt,
    nextAt: iso(next),
    isDue: next <= Date.now(),
    keys: keys
      .filter(({ status }) => !RETIRED.includes(status))
      .map((key) => ({
        keyId: key.id,
        name: key.name,
        environmentId: key.environmentId,
        lastUsedAt: tells(key) ? key.lastUsedAt : null,
        tells: tells(key),
        deliveries: key.deliveries.length,
      }))
      .toSorted((one, other) => (one.lastUsedAt ?? '').localeCompare(other.lastUsedAt ?? '')),
  };
}

/** @param wish what the page's address asks for */
export function arrangeDue(world: World, wish: string | null): void {
  world.reviewedAt = iso(Date.now() - 20 * DAY);
  if (wish === null) return;
  if (wish === 'none') world.keys = world.keys.map((key) => ({ ...key, expiresAt: null }));
  if (wish === 'hostile')
    world.environments = world.environments.map((each) => ({ ...each, rotateAfterDays: 20 }));
  if (wish === 'none' || wish === 'hostile') return;
  if (wish === 'review') world.reviewedAt = iso(Date.now() - 100 * DAY);
  const [development, staging, production] = world.environments as [Environment, Environment, Environment];
  const [here, there, live] = world.connections as [Connection, Connection, Connection];
  const days: Readonly<Record<string, number>> = {
    [development.id]: 90,
    [staging.id]: 60,
    [production.id]: 30,
  };
  world.environments = world.environments.map((each) => ({
    ...each,
    rotateAfterDays: days[each.id] ?? null,
  }));
  const [model] = world.keys as [Key];
  const made = (name: string, at: Connection, age: number, changes: Partial<Key> = {}): Key => ({
    ...model,
    id: crypto.randomUUID(),
    name,
    environmentId: at.environmentId,
    connectionId: at.id,
    createdAt: iso(Date.now() - age * DAY),
    expiresAt: null,
    lastUsedAt: iso(Date.now() - DAY),
    deliveries: [],
    ...changes,
  });
  const added = [
    made('Payroll export', live, 94),
    made('Checkout webhooks', live, 26),
    made('Receipts by mail', live, 21),
    made('Receipts by mail (second region)', live, 21),
    made('Partner feed', live, 4, { expiresAt: iso(Date.now() + 19 * DAY) }),
    made('Ledger of record', live, 165),
    made('Nightly tests', there, 71),
    made('Preview of pull requests', there, 12),
    made('Import from the old shop', here, 200, { lastUsedAt: iso(Date.now() - 180 * DAY) }),
    made('Weekly letter', here, 60, { deliveries: model.deliveries }),
    made('Contacts mirror', here, 10),
    made('Yearly certificate', here, 10, { expiresAt: iso(Date.now() + 300 * DAY) }),
  ];
  world.keys = [...world.keys, ...added];
  const idOf = (name: string) => world.keys.find((key) => key.name === name)?.id ?? '';
  world.policies = [
    { ...saysNothing('key', idOf('Ledger of record')), afterDays: 180, critical: true, unusedDays: 'never' },
    { ...saysNothing('key', idOf('Yearly certificate')), afterDays: 'never' },
    { ...saysNothing('connection', here.id), unusedDays: 60, unattendedAt: '03:00' },
  ];
  world.snoozed = { [idOf('Nightly tests')]: iso(Date.now() + 7 * DAY) };
  world.rotating = { [idOf('Payroll export')]: crypto.randomUUID() };
}
