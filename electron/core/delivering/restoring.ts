import type { RestorePlan } from '#shared/model/guard.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { FileExporter, JsonValue } from '../ports/exporter.ts';
import type { ChangeRecord, DeliveryRecord } from '../ports/ledger.ts';
import { admit } from './admission.ts';
import { type DeliveringDeps, exporterOf } from './deps.ts';
import { diffLines } from './diff.ts';
import { type Document, encode, framed, inFile, openDocument } from './document.ts';
import { entryHash } from './entry-hash.ts';
import { deliveryBefore } from './history.ts';
import { lookAt } from './looking.ts';
import { modeFor, modeText } from './modes.ts';
import { pathsTo } from './place.ts';
import { assertCarries, assertOwnReference } from './safety.ts';
import { temporaryOf } from './temporary.ts';
import { writeChange } from './writing.ts';
import { readWritten, withValue } from './written.ts';

/** A plan and what it was made on. */
export interface RestoreDraft {
  readonly plan: RestorePlan;
  readonly delivery: DeliveryRecord;
  readonly exporter: FileExporter;
  readonly document: Document;
  /** With dots for the key. */
  readonly written: JsonValue;
  readonly mode: number;
}

/**
 * Shows what somebody did to our entry, and what putting it back would do; writes nothing.
 * @throws AppError not-found, conflict (the entry is as it was written), forbidden-by-rule, file-refused, storage-*
 */
export async function draftRestore(deps: DeliveringDeps, id: string): Promise<RestoreDraft> {
  const delivery = getRow('delivery', deps.ledger.deliveries, id);
  const exporter = entryExporter(deps, delivery);
  const found = await openDocument(deps.files, delivery.file);
  const state = lookAt(deps, delivery, found.text);
  if (state === 'intact') {
    throw new AppError('conflict', {
      message: `The entry "${delivery.server}" in ${delivery.file} is as Keyrack wrote it.`,
      next: 'There is nothing to restore.',
    });
  }
  const written = await readWritten(deps.backups, lastingOf(deps, delivery));
  const document = framed(exporter, found, delivery.id);
  const { snapshot } = document;
  const paths = await pathsTo(deps, snapshot);
  const mode = modeFor(deps.ledger, snapshot, { ...delivery, paths, deliveryId: delivery.id });
  const draft = { delivery, exporter, document, written, mode };
  const plan: RestorePlan = {
    plan: deps.newId(),
    delivery: delivery.id,
    target: delivery.target,
    file: snapshot.path,
    realFile: snapshot.realPath,
    server: delivery.server,
    state,
    ...diffsOf(draft, found.text),
    modeBefore: snapshot.mode === null ? null : modeText(snapshot.mode),
    modeAfter: modeText(mode),
    warnings: exporter.afterwards === undefined ? [] : [exporter.afterwards],
    running: (await deps.running(exporter.rewrittenBy)) ? exporter.name : null,
  };
  return { ...draft, plan };
}

/** @throws AppError unsupported for whole files of ours, which are written anew by an export */
export function entryExporter({ exporters }: DeliveringDeps, { target, file }: DeliveryRecord): FileExporter {
  const exporter = exporterOf(exporters, target);
  if (exporter.own === undefined) return exporter;
  throw new AppError('unsupported', {
    message: `${file} is a file of Keyrack’s own, and no entry in a file of ${exporter.name}.`,
    next: 'Export the key again.',
  });
}

/** What was to stand for a while alone does not come back. */
function lastingOf({ ledger }: DeliveringDeps, delivery: DeliveryRecord): DeliveryRecord {
  const changes = ledger.changes.list();
  const temporary = temporaryOf(changes, delivery.id);
  return (temporary === null ? null : deliveryBefore(changes, temporary)) ?? delivery;
}

function diffsOf(draft: Omit<RestoreDraft, 'plan'>, before: string): Pick<RestorePlan, 'since' | 'diff'> {
  const { delivery, exporter, document, written } = draft;
  const { editor } = exporter;
  const path = exporter.path(delivery.server);
  return inFile(delivery.file, () => {
    const now = editor.read(document.text, path);
    const blank = framed(exporter, { ...document, text: '' }, delivery.id).text;
    const alone = (value: JsonValue | undefined) =>
      editor.mask(value === undefined ? blank : editor.put(blank, path, value), null);
    return {
      since: diffLines(alone(written), alone(now)),
      diff: diffLines(editor.mask(before, null), editor.mask(editor.put(document.text, path, written), null)),
    };
  });
}

/**
 * Puts our entry back as it was written, with the key's value of now, and changes nothing else.
 * @throws AppError conflict where the client runs, or the file is no longer what was planned on; forbidden-by-rule, storage-*
 */
export async function restore(deps: DeliveringDeps, draft: RestoreDraft): Promise<ChangeRecord> {
  const { delivery, exporter, document, mode } = draft;
  const now = deps.ledger.deliveries.get(delivery.id);
  if (JSON.stringify(now) !== JSON.stringify(delivery)) throw otherwiseNow(delivery);
  // It would write its own copy over ours once more.
  if (await deps.running(exporter.rewrittenBy)) throw stillRunning(exporter, delivery);
  admit(deps.ledger, delivery, deps.clock.now());
  assertOwnReference(deps.ledger, delivery);
  const value = await entryFor(deps, draft);
  const path = exporter.path(delivery.server);
  const text = inFile(delivery.file, () => exporter.editor.put(document.text, path, value));
  return writeChange(deps, {
    kind: 'restore',
    deliveryId: delivery.id,
    file: delivery.file,
    snapshot: document.snapshot,
    after: encode(text),
    mode,
    delivery: {
      ...delivery,
      written: lastingOf(deps, delivery).written,
      entryHash: entryHash(deps.hash, exporter, value, delivery),
    },
  });
}

async function entryFor(deps: DeliveringDeps, { delivery, exporter, written }: RestoreDraft) {
  if (delivery.mechanism !== 'inline') return written;
  const secret = await deps.readSecret(delivery.keyId);
  assertCarries(exporter, delivery, secret);
  return withValue(written, secret);
}

const otherwiseNow = ({ server, file }: DeliveryRecord) =>
  new AppError('conflict', {
    message: `The delivery "${server}" in ${file} was changed or taken back in the meantime.`,
    next: 'Look at it again.',
  });

const stillRunning = ({ name }: FileExporter, { file }: DeliveryRecord) =>
  new AppError('conflict', {
    message: `${name} is running, and would write its own copy over ${file} again.`,
    next: `Quit ${name}, then restore the entry.`,
  });
