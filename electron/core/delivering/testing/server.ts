import type { ClientLaunch, ReadLaunch } from '../../ports/client-launch.ts';
import type { JsonValue } from '../../ports/exporter.ts';
import type { SelfTest } from '../../ports/provider.ts';
import { assertUnaltered } from '../safety.ts';
import type { TestWatch } from './deps.ts';
import { lookupFor, secretsOf } from './opening.ts';
import { testReached } from './reached.ts';
import type { Outcome } from './report.ts';
import { testStarted } from './started.ts';
import { folderFor } from './surroundings.ts';
import type { Trial } from './trial.ts';

/** Starts or reaches what the entry says, as its client would. @throws AppError */
export async function testServer(trial: Trial, entry: JsonValue, watch: TestWatch): Promise<Outcome> {
  const { deps, delivery, exporter, held, secrets, notes } = trial;
  const place = { file: delivery.file, lookup: lookupFor(delivery, held, deps.machine) };
  const read = exporter.readEntry?.(entry, place) ?? null;
  if (read === null) {
    const message = `The entry "${delivery.server}" names neither a command nor an address.`;
    return { ok: false, message, next: 'Export the key again.' };
  }
  const { launch } = read;
  secrets.push(...secretsOf(launch, delivery));
  // An adopted entry may hold more than one, and its server may say any of them.
  secrets.push(...(exporter.adoption?.plaintexts(delivery.server, entry) ?? []).map(({ secret }) => secret));
  notes.push(...notesOn(trial, read));
  assertUnaltered(exporter, delivery.mechanism, launch, held);
  const folder = folderFor(exporter, delivery, deps.machine);
  return launch.kind === 'started'
    ? testStarted(deps, launch, { folder, selfTests: selfTestsFor(trial) }, watch)
    : testReached(deps, launch, { folder, onSecrets: (more) => void secrets.push(...more) }, watch);
}

/** The servers of the key's service that can test themselves. */
function selfTestsFor({ deps, delivery }: Trial): readonly SelfTest[] {
  const connectionId = deps.ledger.keys.get(delivery.keyId)?.connectionId ?? null;
  const connection = connectionId === null ? null : deps.ledger.connections.get(connectionId);
  return connection === null ? [] : deps.selfTests(connection.provider);
}

function notesOn(trial: Trial, { launch, missing, unfilled }: ReadLaunch): readonly string[] {
  const { delivery, exporter, held } = trial;
  // SECURITY: by value, what looks like a variable may be a part of one.
  const isTellable = delivery.mechanism !== 'inline';
  const named = (names: readonly string[]) => (isTellable ? `: ${names.join(', ')}` : '');
  const notes: string[] = [];
  if (missing.length > 0) notes.push(`The entry names variables that are not set here${named(missing)}.`);
  if (unfilled.length > 0)
    notes.push(
      `${exporter.name} fills in a part of the entry that this test leaves as it is${named(unfilled)}.`,
    );
  if (!isTellable && !holds(launch, delivery.variable, held))
    notes.push('The value in the file is not the one that Keyrack holds.');
  return notes;
}

function holds(launch: ClientLaunch, variable: string, held: Trial['held']): boolean {
  const values = launch.kind === 'started' ? [launch.env[variable] ?? ''] : Object.values(launch.headers);
  return values.some((value) => held.isIn(value));
}
