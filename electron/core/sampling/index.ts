import type { Environment } from '#shared/model/environment.ts';
import type { Audit } from '../auditing/audit.ts';
import { AppError } from '../errors.ts';
import type { KeyRow, Ledger } from '../ports/ledger.ts';
import type { SampleService, Services } from '../services.ts';
import { SAMPLE_DATA } from './sample-data.ts';

/** The only service whose keys are samples: it stands in Keyrack, so nothing outside is touched. */
const PROVIDER = 'playground';

interface Deps extends Pick<Services, 'environments' | 'connections' | 'keys' | 'delivering'> {
  readonly ledger: Ledger;
  readonly audit: Audit;
}

type Planned = (typeof SAMPLE_DATA)[number];

const marked = ({ ledger }: Deps): readonly Environment[] => {
  const ids = new Set(ledger.samples.list());
  return ledger.environments.list().filter(({ id }) => ids.has(id));
};

interface Begun {
  readonly planned: Planned;
  readonly environment: Environment;
}

/**
 * The mark and the environment are one: what is not marked is never taken for a sample. All are made at once, so that
 * of two processes only one begins.
 * @throws AppError conflict, name-taken
 */
function makeEnvironments(deps: Deps): readonly Begun[] {
  const { ledger, environments } = deps;
  return ledger.transaction(() => {
    if (marked(deps).length > 0) {
      throw new AppError('conflict', {
        message: 'The sample data is there already.',
        next: 'Remove it first to have it anew.',
      });
    }
    return SAMPLE_DATA.map((planned) => {
      const environment = environments.create(planned.environment);
      ledger.samples.add(environment.id);
      return { planned, environment };
    });
  });
}

async function fillOne(
  deps: Deps,
  { planned, environment: { name, id: environmentId } }: Begun,
  signal: AbortSignal | undefined,
): Promise<void> {
  const connection = await deps.connections.add({ environmentId, provider: PROVIDER }, {});
  for (const { ends, ...input } of planned.keys) {
    const { id } = await deps.keys.create({ ...input, environmentId, connectionId: connection.id }, signal);
    // Nobody is asked to copy a value that opens nothing of theirs.
    deps.keys.acknowledge(id);
    if (ends !== undefined) await deps.keys.act({ id, act: ends, confirm: name }, signal);
  }
}

/** The connections of a marked environment that make samples. */
const samplesIn = (ledger: Ledger, environmentId: string): ReadonlySet<string> =>
  new Set(
    ledger.connections
      .list()
      .filter((row) => row.environmentId === environmentId && row.provider === PROVIDER)
      .map((row) => row.id),
  );

/** SECURITY: a key that the user put into a sample environment is no sample, and goes with nothing. */
function assertNothingElse({ ledger }: Deps, { id, name }: Environment): void {
  const samples = samplesIn(ledger, id);
  const isTheirs = ({ environmentId, connectionId }: KeyRow) =>
    environmentId === id && (connectionId === null || !samples.has(connectionId));
  const theirs = ledger.keys.list().filter(isTheirs);
  const others = ledger.connections
    .list()
    .filter((row) => row.environmentId === id && row.provider !== PROVIDER);
  const names = [...theirs, ...others].map((row) => `"${row.name}"`);
  if (names.length === 0) return;
  throw new AppError('forbidden-by-rule', {
    message: `"${name}" holds what is no sample: ${names.join(', ')}.`,
    next: 'Delete the keys and remove the connections that are yours first, or leave the sample data in place.',
  });
}

async function clearOne(deps: Deps, { id, name }: Environment): Promise<void> {
  const { ledger, keys, connections, environments, delivering } = deps;
  // SECURITY: by the connection, read anew: what came in meanwhile stays, and with it the environment, which says so.
  const samples = samplesIn(ledger, id);
  const made = ledger.keys.list().filter(({ connectionId }) => samples.has(connectionId ?? ''));
  const keyIds = new Set(made.map((key) => key.id));
  for (const delivery of ledger.deliveries.list().filter(({ keyId }) => keyIds.has(keyId))) {
    await delivering.unexport(delivery.id);
  }
  for (const key of made) await keys.act({ id: key.id, act: 'delete', confirm: name });
  for (const connection of samples) await connections.remove(connection, name);
  environments.remove(id, name);
}

/** Data to look around with, made by the same calls as the user's own, and gone without a trace but the audit. */
export function createSampling(deps: Deps): SampleService {
  const { audit } = deps;
  const clear = async (environments: readonly Environment[]) => {
    for (const environment of environments) assertNothingElse(deps, environment);
    for (const environment of environments) await clearOne(deps, environment);
    if (environments.length > 0) audit('sample data removed', null);
  };
  return {
    list: () => marked(deps).map(({ id }) => id),
    fill: async (signal) => {
      const begun = makeEnvironments(deps);
      try {
        for (const each of begun) await fillOne(deps, each, signal);
      } catch (error) {
        // Half a sample helps nobody. Where it cannot be taken back now, the user still can.
        await clear(begun.map(({ environment }) => environment)).catch(() => undefined);
        throw error;
      }
      audit('sample data added', null);
    },
    clear: () => clear(marked(deps)),
  };
}
