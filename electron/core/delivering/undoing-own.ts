import { AppError } from '../errors.ts';
import type { ChangeRecord, DeliveryRecord } from '../ports/ledger.ts';
import { filesBefore } from './copies.ts';
import { type DeliveringDeps, exporterOf } from './deps.ts';
import { decode } from './document.ts';
import { isRenewal, settled } from './history.ts';
import { isIgnoreFile } from './ignoring.ts';
import { ownOfNow } from './renewing/own.ts';
import type { FileWrite } from './writing.ts';

interface OwnBefore {
  readonly main: FileWrite;
  readonly companions: readonly FileWrite[];
  readonly delivery: DeliveryRecord | null;
}

/**
 * Whole files of ours as they were before a change; with the key's value of now where another one stood in them.
 * @throws AppError conflict where one of them was changed since, or what it was rendered from is not known; storage-*
 */
export async function ownBefore(
  deps: DeliveringDeps,
  change: ChangeRecord,
  before: DeliveryRecord | null,
): Promise<OwnBefore> {
  const { main, companions } = await filesBefore(deps, asLeftNow(deps, change));
  const asBefore = { main, companions, delivery: before };
  if (main.after === null || before?.mechanism !== 'inline') return asBefore;
  if (await holdsValueOfNow(deps, before, main.after)) return asBefore;
  const exporter = exporterOf(deps.exporters, before.target);
  const now = await ownOfNow(deps, exporter, before);
  const textOf = new Map(now.companions.map((each) => [each.file, each.after]));
  return {
    main: { ...main, after: now.main.after },
    companions: companions.map((each) => ({ ...each, after: textOf.get(each.file) ?? each.after })),
    delivery: now.delivery,
  };
}

/** A change as its files have to be now: values may have been renewed in them since. */
function asLeftNow({ ledger }: DeliveringDeps, change: ChangeRecord): ChangeRecord {
  const companions = change.companions.filter(({ file }) => !isIgnoreFile(file));
  const last = settled(ledger.changes.ofDelivery(change.deliveryId)).at(-1);
  if (last === undefined || !isRenewal(last)) return { ...change, companions };
  const hashOf = new Map(last.delivery?.companions.map(({ file, hash }) => [file, hash]));
  return {
    ...change,
    afterHash: last.afterHash,
    companions: companions.map((each) => ({ ...each, afterHash: hashOf.get(each.file) ?? each.afterHash })),
  };
}

async function holdsValueOfNow(
  deps: DeliveringDeps,
  { keyId, file }: DeliveryRecord,
  bytes: Uint8Array,
): Promise<boolean> {
  try {
    return (await deps.readSecret(keyId)).isIn(decode(bytes, file));
  } catch (error) {
    // Keyrack has no value of it: none was rotated away by it.
    if (error instanceof AppError && (error.code === 'not-found' || error.code === 'not-held')) return true;
    throw error;
  }
}
