import type { DueRow } from '#shared/model/policy.ts';
import type { KeyRow } from '../ports/ledger.ts';
import type { UnattendedTry } from '../ports/policies.ts';
import type { PolicyDeps } from './deps.ts';
import { DAY_MS } from './local-days.ts';
import { dueDate, type Prescribed, prescriptions } from './prescribing.ts';
import { firstTime, nextTry } from './unattended-times.ts';

type Deps = Pick<PolicyDeps, 'ledger' | 'plugins' | 'remindDays' | 'rotating'>;

/** What is looked up once for all keys. */
interface Known {
  readonly now: Date;
  readonly remindDays: number;
  readonly snoozes: ReadonlyMap<string, string>;
  readonly runs: ReadonlyMap<string, string>;
  readonly tries: ReadonlyMap<string, UnattendedTry>;
  /** When the service said last how its keys are used; those that do not say are left out. */
  readonly toldUse: ReadonlyMap<string, string>;
  /** Why a person has to be there, as far as the ledger tells. */
  readonly attended: (keyId: string) => string | null;
}

/** All keys that have a date, the most urgent first; one that is not used besides has a row for that too. */
export const dueRows = (deps: Deps, now: Date): readonly DueRow[] => listed(deps, now).map(({ row }) => row);

/** Those whose time has come to be replaced without a person, also where one is known to be needed; a time that is over is made up for now. */
export const readyRows = (deps: Deps, now: Date): readonly DueRow[] =>
  listed(deps, now).flatMap(({ row, tryAt }) => (tryAt !== null && tryAt <= now ? [row] : []));

interface Listed {
  readonly row: DueRow;
  /** When a run is tried; null: never. */
  readonly tryAt: Date | null;
}

function listed(deps: Deps, now: Date): readonly Listed[] {
  const known = knownOf(deps, now);
  const prescribedFor = prescriptions(deps.ledger);
  return deps.ledger.keys
    .list()
    .flatMap((key) => {
      const prescribed = prescribedFor(key);
      return prescribed === null ? [] : rowsOf(key, prescribed, known);
    })
    .sort((a, b) => Date.parse(a.row.dueAt) - Date.parse(b.row.dueAt));
}

function knownOf({ ledger, plugins, remindDays, rotating }: Deps, now: Date): Known {
  const { reminders, rotations } = ledger;
  let attended: Known['attended'] | null = null;
  return {
    now,
    // Most policies say no time: nothing is read for them.
    attended: (keyId) => {
      attended ??= rotating().attended();
      return attended(keyId);
    },
    remindDays: remindDays(),
    snoozes: new Map(reminders.snoozes().map(({ keyId, until }) => [keyId, until])),
    runs: new Map(rotations.open().map(({ keyId, id }) => [keyId, id])),
    tries: new Map(reminders.tries().map((row) => [row.keyId, row])),
    toldUse: new Map(
      connectionsThatTell({ ledger, plugins }).flatMap(({ id, syncedAt }) =>
        syncedAt === null ? [] : [[id, syncedAt] as const],
      ),
    ),
  };
}

/** Connections whose service tells when a key was used last. */
export function connectionsThatTell({ ledger, plugins }: Pick<PolicyDeps, 'ledger' | 'plugins'>) {
  const telling = new Set(
    plugins
      .list()
      .filter(({ tellsLastUse }) => tellsLastUse)
      .map(({ summary }) => summary.id),
  );
  return ledger.connections.list().filter(({ provider }) => telling.has(provider));
}

function rowsOf(key: KeyRow, prescribed: Prescribed, known: Known): readonly Listed[] {
  const date = dueDate(key, prescribed);
  const unusedAt = unusedSince(key, prescribed, known);
  const { after, unused } = prescribed;
  const from = date?.why === 'policy' ? after : null;
  return [
    ...(date === null ? [] : [rowOf(key, prescribed, { ...date, by: from }, known)]),
    ...(unusedAt === null
      ? []
      : [rowOf(key, prescribed, { dueAt: unusedAt, why: 'unused', by: unused } as const, known)]),
  ];
}

/**
 * @returns since when it has been unused for longer than is allowed; null: it has not been, or nobody knows. What the
 *   service has not been asked about since may have been used all the time.
 */
function unusedSince(key: KeyRow, { unused }: Prescribed, { now, toldUse }: Known): string | null {
  const told = toldUse.get(key.connectionId ?? '');
  if (unused === null || told === undefined || key.status !== 'active') return null;
  const at = Date.parse(key.lastUsedAt ?? key.createdAt) + unused.days * DAY_MS;
  return at <= now.getTime() && at <= Date.parse(told) ? new Date(at).toISOString() : null;
}

interface Dated {
  readonly dueAt: string;
  readonly why: DueRow['why'];
  readonly by: Prescribed['after'];
}

function rowOf(key: KeyRow, prescribed: Prescribed, { dueAt, why, by }: Dated, known: Known): Listed {
  const { now, snoozes, runs } = known;
  const until = snoozes.get(key.id) ?? null;
  const rotationId = runs.get(key.id) ?? null;
  const { tryAt, attended } =
    rotationId === null && why !== 'unused'
      ? unattendedOf(key, prescribed, { dueAt, why }, known)
      : BY_A_PERSON;
  const row: DueRow = {
    keyId: key.id,
    name: key.name,
    environmentId: key.environmentId,
    why,
    dueAt,
    from: by?.from ?? null,
    afterDays: by?.days ?? null,
    critical: prescribed.critical,
    state: stateOf(Date.parse(dueAt), known),
    snoozedUntil: until !== null && Date.parse(until) > now.getTime() ? until : null,
    rotationId,
    unattendedAt: attended === null ? (tryAt?.toISOString() ?? null) : null,
    attended,
  };
  return { row, tryAt };
}

function stateOf(dueAt: number, { now, remindDays }: Known): DueRow['state'] {
  if (dueAt <= now.getTime()) return 'overdue';
  return dueAt <= now.getTime() + remindDays * DAY_MS ? 'soon' : 'later';
}

const BY_A_PERSON = { tryAt: null, attended: null } as const;

const NO_SERVICE = 'It is a local key: its new value is made by hand.';
const NOT_CONSENTED =
  'It is of production, and only its connection says so: that has to be said of the key or of the environment.';

/** When Keyrack replaces it by itself, or why it does not although it was told to. */
function unattendedOf(
  { id, connectionId }: KeyRow,
  { unattendedAt: time, consented }: Prescribed,
  date: Pick<DueRow, 'dueAt' | 'why'>,
  { now, tries, attended }: Known,
): Pick<DueRow, 'attended'> & Pick<Listed, 'tryAt'> {
  if (time === null) return BY_A_PERSON;
  if (connectionId === null) return { tryAt: null, attended: NO_SERVICE };
  if (!consented) return { tryAt: null, attended: NOT_CONSENTED };
  const tried = tries.get(id) ?? null;
  const first = firstTime(date, time);
  const found = tried !== null && new Date(tried.at) >= first ? tried.attended : null;
  return { tryAt: nextTry({ time, first, tried }, now), attended: attended(id) ?? found };
}
