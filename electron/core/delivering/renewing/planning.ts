import { type DiffLine, isStored } from '#shared/model/delivery.ts';
import type { Renewal } from '#shared/model/rotation.ts';
import { AppError } from '../../errors.ts';
import type { FileExporter } from '../../ports/exporter.ts';
import type { DeliveryRecord } from '../../ports/ledger.ts';
import type { DeliveringDeps } from '../deps.ts';
import { inFile, openDocument } from '../document.ts';
import { hasOtherValue } from '../entry-hash.ts';
import { lookWithin } from '../looking.ts';
import { lookAtOwn } from '../own-files.ts';
import { isAtService } from '../place.ts';
import type { PlaceDeps } from '../places/index.ts';
import { standingIn } from '../value-place.ts';
import { withValue, writtenOrNull } from '../written.ts';
import { byHandWords, handedOverWords, referenceSource, restartOf } from './plan-words.ts';
import type { RenewingService } from './service.ts';
import { renewalDiff, valueLines } from './shown.ts';

export interface RenewingDeps {
  readonly files: DeliveringDeps;
  readonly places: PlaceDeps;
}

type Told = Pick<Renewal, 'how' | 'text'> &
  Partial<Pick<Renewal, 'diff' | 'restart' | 'running' | 'afterwards'>>;

/** What a new value of its key means for one delivery. Nothing is written, no secret is opened. */
export async function planRenewal(deps: RenewingDeps, delivery: DeliveryRecord): Promise<Renewal> {
  const { id, target, file, server, mechanism } = delivery;
  const told = await toldOf(deps, delivery);
  return {
    ...{ delivery: id, target, targetName: targetName(deps, target) },
    ...{ file, server, mechanism, diff: [], restart: null, running: null },
    ...told,
  };
}

const exporterOf = ({ files }: RenewingDeps, target: string) =>
  files.exporters.find(({ id }) => id === target);

const targetName = (deps: RenewingDeps, target: string): string =>
  (exporterOf(deps, target) ?? deps.places.places.find(({ id }) => id === target))?.name ?? target;

/** @returns where a person has to see to a delivery, as far as its row alone tells; null: nobody has to, or its file decides */
export function personFor(
  deps: RenewingDeps,
  delivery: DeliveryRecord,
): ReturnType<RenewingService['people']>[number] | null {
  const { keyId, target, file } = delivery;
  const told = toldByRow(deps, delivery);
  // Whatever became of a file of our own, its program has to take in another one.
  const isTakenIn = told === null && exporterOf(deps, target)?.own !== undefined;
  return isTakenIn || told?.how === 'person' ? { keyId, targetName: targetName(deps, target), file } : null;
}

async function toldOf(deps: RenewingDeps, delivery: DeliveryRecord): Promise<Told> {
  const byRow = toldByRow(deps, delivery);
  if (byRow !== null) return byRow;
  const exporter = exporterOf(deps, delivery.target);
  if (exporter === undefined) return ofUnknown(delivery);
  const look = exporter.own === undefined ? ofEntry : ofFiles;
  const told = await orUnread(delivery, () => look(deps.files, exporter, delivery));
  return told.how === 'rewrite' ? { restart: restartOf(exporter, delivery), ...told } : told;
}

function ofUnknown({ file, mechanism, target }: DeliveryRecord): Told {
  const text = `This version of Keyrack knows no target "${target}": if ${file} holds the value, put the new one there.`;
  return { how: mechanism === 'inline' ? 'person' : 'skip', text };
}

/** @returns null: that depends on what stands in its file */
function toldByRow(deps: RenewingDeps, delivery: DeliveryRecord): Told | null {
  const { file, variable, mechanism, server, target } = delivery;
  const exporter = exporterOf(deps, target);
  if (isAtService(file)) {
    return {
      how: 'rewrite',
      text: `The secret "${variable}" of ${file} is set to the new value.`,
      diff: valueLines(variable),
    };
  }
  if (exporter === undefined) return ofUnknown(delivery);
  if (isStored(delivery)) {
    return {
      how: 'rewrite',
      text: `The new value is sent to ${exporter.name}’s own store, into the same item.`,
      diff: valueLines(server),
    };
  }
  if (mechanism === 'input' || delivery.imported) {
    return { how: 'person', text: byHandWords(exporter, delivery) };
  }
  const restart = restartOf(exporter, delivery);
  if (mechanism === 'reference') {
    // Where nobody knows from where the value comes, nobody but a person knows whether the new one is there.
    const { isKnown, text } = referenceSource(deps.files, exporter, delivery);
    return { how: isKnown ? 'nothing' : 'person', text, restart };
  }
  if (mechanism === 'inline') return null;
  return { how: 'nothing', text: handedOverWords(exporter, mechanism), restart };
}

async function orUnread({ server }: DeliveryRecord, look: () => Promise<Told>): Promise<Told> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // Tried all the same: by then it may be mended, and to leave it out in silence would leave a dead value there.
    const text = `The value in "${server}" is to be replaced, and cannot be now. ${error.message} ${error.next ?? ''}`;
    return { how: 'rewrite', text: text.trim(), diff: valueLines(server) };
  }
}

/** Whole files of ours. */
async function ofFiles(
  deps: DeliveringDeps,
  exporter: FileExporter,
  delivery: DeliveryRecord,
): Promise<Told> {
  const { file, server } = delivery;
  const found = await lookAtOwn(deps, delivery);
  if (found === 'missing') return { how: 'person', text: byHandWords(exporter, delivery) };
  if (found === 'changed') {
    const text = `${file}, or a file that goes with it, was changed since Keyrack wrote it, and is left alone, with the old value in it. Put the new one there, or export the key again, into another file.`;
    return { how: 'person', text };
  }
  const afterwards = `Import ${file} into ${exporter.name} again, in place of what is there: until then it has the old value.`;
  const text = `${file} is written anew with the new value. Then import it into ${exporter.name} again.`;
  const { snapshot, text: now } = await openDocument(deps.files, file);
  const value = exporter.editor.read(now, exporter.path(server));
  const diff =
    snapshot.bytes === null || value === undefined ? [] : renewalDiff(exporter, delivery, now, value);
  return { how: 'rewrite', text, diff, afterwards };
}

async function ofEntry(
  deps: DeliveringDeps,
  exporter: FileExporter,
  delivery: DeliveryRecord,
): Promise<Told> {
  const { file, server } = delivery;
  const { text } = await openDocument(deps.files, file);
  const found = lookWithin(deps, delivery, text);
  if (found === 'missing') return { how: 'skip', text: `"${server}" is no longer in ${file}.` };
  const value = inFile(file, () => exporter.editor.read(text, exporter.path(server)));
  if (value !== undefined && (await isOfSomebodyElse(deps, delivery, value))) {
    const words = `Somebody put another value into "${server}" in ${file}. It is left alone.`;
    return { how: 'skip', text: words };
  }
  const diff: DiffLine[] = value === undefined ? [] : renewalDiff(exporter, delivery, text, value);
  const isRunning = exporter.rewrittenBy.length > 0 && (await deps.running(exporter.rewrittenBy));
  return {
    how: 'rewrite',
    text: rewriteWords(exporter, delivery, found),
    diff,
    running: isRunning ? exporter.name : null,
  };
}

function rewriteWords(
  { afterwards }: FileExporter,
  { server, file }: DeliveryRecord,
  found: 'intact' | 'changed',
): string {
  const edited =
    found === 'changed' ? ' The entry was changed since Keyrack wrote it; what was changed stays.' : '';
  return `The value in "${server}" in ${file} is replaced, and nothing else there.${edited}${afterwards === undefined ? '' : ` ${afterwards}`}`;
}

/** By the mark of what was written, as far as that can be told without the storage. */
async function isOfSomebodyElse(
  deps: DeliveringDeps,
  delivery: DeliveryRecord,
  value: Parameters<typeof standingIn>[1],
): Promise<boolean> {
  try {
    const written = await writtenOrNull(deps.backups, delivery);
    if (written === null) return hasOtherValue(deps.marks, value, delivery);
    const standing = standingIn(written, value);
    return standing !== null && hasOtherValue(deps.marks, withValue(written, standing), delivery);
  } catch (error) {
    // A locked storage has no copies: what was written is not known.
    if (error instanceof AppError) return false;
    throw error;
  }
}
