import { STORE_PLACE } from '#shared/model/delivery.ts';
import { confirmIn } from '../confirming.ts';
import { standing } from '../delivering/temporary.ts';
import { unlessRefused } from '../delivering/writing.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import { type Holding, holdingsOf } from '../holdings.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { UninstallingDeps } from './deps.ts';
import { givePlaintext } from './plaintext.ts';
import { liveKeys, planUninstall } from './planning.ts';
import type { Parted, PlannedParting, UninstallingService } from './service.ts';

/** Takes Keyrack out of a machine again: what it wrote into other programs' files, and what the storage keeps for it. */
export function createUninstalling(deps: UninstallingDeps): UninstallingService {
  const { ledger, vault, delivering } = deps;
  return {
    plan: ({ plaintext }) => planUninstall(deps, plaintext),
    part: async ({ plaintext, confirm }, { onStep, signal }) => {
      const first = await planUninstall(deps, plaintext);
      assertConfirmed(ledger, first.productions, confirm);
      // Every write keeps a sealed copy first, so with a closed storage none would come about.
      if (first.deliveries.length + first.secrets > 0) await vault.assertOpen();
      await delivering.recover();
      if (plaintext) await endTemporary(deps);
      const parted: Parted[] = [];
      let { deliveries } = await planUninstall(deps, plaintext);
      for (;;) {
        // Another command may deliver meanwhile, or take out.
        const isKnown = isOneOf([...deliveries, ...parted]);
        if (!ledger.deliveries.list().every(isKnown)) ({ deliveries } = await planUninstall(deps, plaintext));
        const isParted = isOneOf(parted);
        const planned = deliveries.find((each) => !isParted(each) && ledger.deliveries.get(each.id) !== null);
        if (planned === undefined) return parted;
        if (signal?.aborted) throw new AppError('cancelled', { message: CANCELLED, next: AGAIN });
        onStep(planned);
        parted.push(await partFrom(deps, planned));
      }
    },
    removeSecrets: async (left) => {
      const needed = neededBy(ledger, left);
      // Within a transaction, so that nobody who was about to record a secret is overlooked.
      const going = () => ledger.transaction(() => holdingsOf(ledger).filter((holding) => !needed(holding)));
      let removed = 0;
      for (let found = going(); found.length > 0; found = going()) {
        await vault.assertOpen();
        for (const holding of found) {
          await vault.remove(holding.account);
          forget(deps, holding);
        }
        removed += found.length;
      }
      return removed;
    },
    live: () => liveKeys(ledger, deps.clock.now()),
  };
}

type Identified = Pick<Parted, 'id'>;

function isOneOf(rows: readonly Identified[]): (row: Identified) => boolean {
  const ids = new Set(rows.map(({ id }) => id));
  return ({ id }) => ids.has(id);
}

const CANCELLED = 'Uninstalling was stopped. What was taken out so far stays out.';
const AGAIN = 'Run it again to go on.';

/** What shows more than is good, such as debug logging, would stand for ever without Keyrack, which ends it. */
async function endTemporary({ ledger, delivering }: UninstallingDeps): Promise<void> {
  for (const { id } of standing(ledger.changes.list())) {
    await unlessRefused(async () => {
      await delivering.undo(id);
    });
  }
}

function assertConfirmed(ledger: Ledger, names: readonly string[], typed: readonly string[]): void {
  for (const environment of ledger.environments.list().filter(({ name }) => names.includes(name))) {
    const fits = typed.find((name) => name.normalize('NFC').trim() === environment.name.normalize('NFC'));
    confirmIn(environment, 'Uninstalling Keyrack with what stands', fits);
  }
}

async function partFrom(deps: UninstallingDeps, planned: PlannedParting): Promise<Parted> {
  try {
    if (planned.parting === 'take-out') await deps.delivering.unexport(planned.id);
    if (planned.parting === 'value') {
      await givePlaintext(deps, getRow('delivery', deps.ledger.deliveries, planned.id));
    }
    return { ...planned, done: true, message: null, next: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ...planned, done: false, message: error.message, next: error.next };
  }
}

/** @returns whether what is left in a file or a store could not be taken out later without it */
function neededBy(
  ledger: Ledger,
  left: readonly Pick<Parted, 'id' | 'file'>[],
): (holding: Holding) => boolean {
  const keyIds = new Set(left.map(({ id }) => ledger.deliveries.get(id)?.keyId));
  const connectionIds = new Set(left.map(({ file }) => STORE_PLACE.exec(file)?.[1]));
  return ({ of, row }) => (of === 'key' ? keyIds : connectionIds).has(row.id);
}

/** The ledger says from then on what is so, wherever this is stopped. */
function forget({ ledger, audit }: UninstallingDeps, holding: Holding): void {
  ledger.transaction(() => {
    const { id, name } = holding.row;
    if (holding.of === 'key') {
      ledger.keys.put({ ...holding.row, held: false, fingerprint: null });
      audit('value removed by uninstall', id, name);
      return;
    }
    const row = getRow('connection', ledger.connections, id);
    const proxy = row.proxy === null ? null : { ...row.proxy, user: null };
    ledger.connections.put(holding.of === 'proxy' ? { ...row, proxy } : { ...row, hasCredential: false });
    audit('credential removed by uninstall', id, name);
  });
}
