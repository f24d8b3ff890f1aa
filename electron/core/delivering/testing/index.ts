import { isStored } from '#shared/model/delivery.ts';
import type { DeliveryTest } from '#shared/model/delivery-test.ts';
import { AppError } from '../../errors.ts';
import { getRow } from '../../finding.ts';
import type { FileExporter, JsonValue } from '../../ports/exporter.ts';
import type { DeliveryRecord } from '../../ports/ledger.ts';
import type { PlaceExporter } from '../../ports/place-exporter.ts';
import { exporterOf } from '../deps.ts';
import { inFile, openDocument } from '../document.ts';
import { hasSameForm } from '../entry-hash.ts';
import { testPlace } from '../places/testing.ts';
import { testRemote } from '../remote/testing.ts';
import { referenceWords } from '../warnings.ts';
import type { DeliveryTestDeps, TestWatch } from './deps.ts';
import { lookupFor } from './opening.ts';
import { type Outcome, reportOf } from './report.ts';
import { testServer } from './server.ts';
import type { DeliveryTestService } from './service.ts';
import type { Trial } from './trial.ts';
import { testVariable } from './variable.ts';

export type { DeliveryTestDeps } from './deps.ts';

// Expected to go wrong at the place that is tested: that is the result, and no failure of the test.
const FOUND: readonly string[] = ['network', 'file-refused', 'file-failed', 'forbidden-by-rule'];

/** Tries what stands in the files of other programs. */
export function createDeliveryTests(deps: DeliveryTestDeps): DeliveryTestService {
  return {
    run: async (id, watch = {}) => {
      const signal = watch.signal ?? new AbortController().signal;
      return testDelivery(deps, id, { signal, onStep: watch.onStep ?? (() => undefined) });
    },
  };
}

async function testDelivery(deps: DeliveryTestDeps, id: string, watch: TestWatch): Promise<DeliveryTest> {
  const { ledger, clock } = deps;
  const delivery = getRow('delivery', ledger.deliveries, id);
  const place = deps.places.find((each) => each.id === delivery.target);
  if (place !== undefined) return testStore(deps, place, delivery);
  const exporter = exporterOf(deps.exporters, delivery.target);
  if (exporter.own !== undefined && !isStored(delivery)) throw nothingToTry(exporter, delivery);
  // Also to know what to cut out of whatever is told.
  const held = await deps.readSecret(delivery.keyId);
  const trial: Trial = { deps, delivery, exporter, held, secrets: [held], notes: [] };
  deps.audit('delivery tested', delivery.keyId, `${delivery.target} ${delivery.file}`);
  const began = clock.now().getTime();
  const outcome = await outcomeOf(trial, watch);
  const milliseconds = clock.now().getTime() - began;
  return reportOf(outcome, { secrets: trial.secrets, notes: trial.notes, milliseconds });
}

const nothingToTry = ({ name }: FileExporter, { file }: DeliveryRecord) =>
  new AppError('unsupported', {
    message: `${name} imports ${file}: there is nothing here to start or to read.`,
    next: `Import it, and run it in ${name}.`,
  });

/** No value is needed for it, so none is opened. */
async function testStore(
  { clock, audit, run }: DeliveryTestDeps,
  place: PlaceExporter,
  delivery: DeliveryRecord,
): Promise<DeliveryTest> {
  audit('delivery tested', delivery.keyId, `${delivery.target} ${delivery.file}`);
  const began = clock.now().getTime();
  const outcome = await testPlace(run, place, delivery);
  return reportOf(outcome, { secrets: [], notes: [], milliseconds: clock.now().getTime() - began });
}

async function outcomeOf(trial: Trial, watch: TestWatch): Promise<Outcome> {
  try {
    if (isStored(trial.delivery)) return await testRemote(trial.deps, trial.delivery, watch.signal);
    watch.onStep('file');
    const entry = await readEntry(trial);
    if (entry === undefined) return gone(trial);
    const { exporter, delivery, held, deps } = trial;
    return exporter.takes === 'variable'
      ? testVariable(exporter, delivery, entry, { held, lookup: lookupFor(delivery, held, deps.machine) })
      : await testServer(trial, entry, watch);
  } catch (error) {
    if (!(error instanceof AppError) || !FOUND.includes(error.code)) throw error;
    return { ok: false, message: error.message, next: error.next };
  }
}

/** What stands in the file now, which is what is tested. */
async function readEntry({ deps, delivery, exporter, notes }: Trial): Promise<JsonValue | undefined> {
  const { file, server } = delivery;
  const { text } = await openDocument(deps.files, file);
  const value = inFile(file, () => exporter.editor.read(text, exporter.path(server)));
  if (value !== undefined && !hasSameForm(deps.hash, exporter, value, delivery)) {
    notes.push('The entry was changed since Keyrack wrote it. What stands there now was tested.');
  }
  if (value !== undefined && delivery.reference !== null) {
    notes.push(referenceWords(deps, exporter, { keyId: delivery.keyId, reference: delivery.reference }));
  }
  return value;
}

const gone = ({ delivery }: Trial): Outcome => ({
  ok: false,
  message: `The entry "${delivery.server}" is not in ${delivery.file} any more.`,
  next: 'Export the key again.',
});
