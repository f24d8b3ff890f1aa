import { type Entry, type FileExporter, MASK } from '../ports/exporter.ts';
import type { ChangeRecord, DeliveryRecord } from '../ports/ledger.ts';
import { admit } from './admission.ts';
import type { DeliveringDeps } from './deps.ts';
import { encode, hashOf, inFile, openDocument } from './document.ts';
import { markedHash } from './entry-hash.ts';
import { undoable } from './history.ts';
import { PRIVATE_MODE } from './modes.ts';
import { keepCall } from './own-call.ts';
import { asWritten } from './own-files.ts';
import type { Draft } from './planning.ts';
import { valueFor } from './safety.ts';
import { endOfTemporary } from './temporary.ts';
import { type FileWrite, writeChange } from './writing.ts';
import { keepWritten } from './written.ts';

/**
 * Writes what was planned. What is temporary is a change of its own on top, so that taking it out is an undo.
 * @param beside written with it, before the value is there
 * @returns the last change, by the id of the one whose undo takes back all of it
 * @throws AppError conflict where the file is no longer what was planned on; forbidden-by-rule, storage-*, file-*
 */
export async function writeExport(
  deps: DeliveringDeps,
  draft: Omit<Draft, 'plan'>,
  beside: readonly FileWrite[] = [],
): Promise<ChangeRecord> {
  const { entry, lasting: set } = draft;
  // The key may have been revoked since the preview.
  admit(deps.ledger, { keyId: entry.keyId, environmentId: draft.environmentId }, deps.clock.now());
  if (set === null) return writeEntry(deps, draft, { beside });
  const lasting = await writeEntry(deps, { ...draft, entry: { ...entry, set } }, { beside });
  const document = await openDocument(deps.files, draft.document.snapshot.path);
  const on = { ...draft, document, existing: lasting.delivery };
  return { ...(await writeEntry(deps, on, { until: endOfTemporary(deps.clock.now()) })), id: lasting.id };
}

async function writeEntry(
  deps: DeliveringDeps,
  {
    exporter,
    entry,
    document,
    existing,
    environmentId,
    mode,
    scope,
    companions: planned,
  }: Omit<Draft, 'plan'>,
  { until, beside = [] }: { readonly until?: string; readonly beside?: readonly FileWrite[] } = {},
): Promise<ChangeRecord> {
  const secret = await valueFor(deps, exporter, entry);
  const value = exporter.render(entry, () => secret?.expose() ?? MASK);
  const { path: file } = document.snapshot;
  const text = inFile(file, () => exporter.editor.put(document.text, exporter.path(entry.server), value));
  const companions = asWritten(planned, exporter, entry, value).map((companion) => ({
    file: companion.file,
    snapshot: companion.snapshot,
    after: encode(companion.text),
    mode: PRIVATE_MODE,
  }));
  const delivery: DeliveryRecord = {
    id: entry.delivery,
    target: exporter.id,
    keyId: entry.keyId,
    environmentId,
    mechanism: entry.mechanism,
    file: existing?.file ?? file,
    server: entry.server,
    variable: entry.variable,
    scope,
    reference: entry.mechanism === 'reference' ? entry.reference : null,
    entryHash: await markedHash(deps, exporter, value, entry),
    written: await copyOf(deps, exporter, entry),
    companions: companions.map((each) => ({ file: each.file, hash: deps.hash(each.after) })),
    imported: false,
    createdAt: existing?.createdAt ?? deps.clock.now().toISOString(),
  };
  const standing = until === undefined && beside.length === 0 ? unchanged(deps, existing, delivery) : null;
  if (standing !== null && mode === document.snapshot.mode) {
    // The file itself, as it may have been changed since the preview.
    const { bytes } = await deps.files.snapshot(file);
    if (hashOf(deps, bytes) === deps.hash(encode(text))) return standing;
  }
  return writeChange(deps, {
    kind: 'export',
    deliveryId: delivery.id,
    file: delivery.file,
    snapshot: document.snapshot,
    after: encode(text),
    mode,
    delivery,
    companions: [...beside, ...companions],
    ...(until === undefined ? {} : { until }),
  });
}

/** @returns the change by which the same stands already; null: something of the delivery would be another */
function unchanged(
  { ledger }: DeliveringDeps,
  existing: DeliveryRecord | null,
  delivery: DeliveryRecord,
): ChangeRecord | null {
  if (existing === null || delivery.companions.length > 0) return null;
  const told = ({ keyId, mechanism, variable, scope, reference }: DeliveryRecord) =>
    JSON.stringify([keyId, mechanism, variable, scope, reference]);
  if (told(existing) !== told(delivery)) return null;
  return undoable(ledger.changes.ofDelivery(delivery.id)).at(-1) ?? null;
}

/** Of an entry among others a copy is kept, to be put back by; of a file of ours what it is rendered anew from. */
async function copyOf(deps: DeliveringDeps, exporter: FileExporter, entry: Entry): Promise<string | null> {
  if (exporter.own !== undefined) return keepCall(deps, entry);
  return keepWritten(
    deps,
    entry.delivery,
    exporter.render(entry, () => MASK),
  );
}
