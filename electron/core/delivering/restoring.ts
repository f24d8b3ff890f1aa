import type { RestorePlan } from '#shared/model/guard.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { FileExporter, JsonValue } from '../ports/exporter.ts';
import type { ChangeRecord, DeliveryRecord } from '../ports/ledger.ts';
import { admit } from './admission.ts';
import { type DeliveringDeps, exporterOf } from './deps.ts';
import { diffLines } from './diff.ts';
import { type Document, encode, framed, inFile, openDocument } from './document.ts';
import { markedHash } from './entry-hash.ts';
import { deliveryBefore } from './history.ts';
import { lookAt, lookWithin, openMarks } from './looking.ts';
import { aboutComments } from './lost-comments.ts';
import { modeFor, modeText } from './modes.ts';
import { maskedBut, NO_LINES, ownLines } from './own-lines.ts';
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
  /** Keyrack wrote all of it: what was adopted, or changed and kept, may hold what is not ours to show. */
  readonly isOurs: boolean;
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
  await openMarks(deps, [delivery]);
  const state = lookWithin(deps, delivery, found.text);
  const isOtherValue = state === 'changed' && lookAt(deps, delivery, found.text) === 'intact';
  if (state === 'intact') {
    throw new AppError('conflict', {
      message: `The entry "${delivery.server}" in ${delivery.file} is as Keyrack wrote it.`,
      next: 'There is nothing to restore.',
    });
  }
  const lasting = lastingOf(deps, delivery);
  const written = await readWritten(deps.backups, lasting);
  const document = framed(exporter, found, delivery.id);
  const { snapshot } = document;
  const paths = await pathsTo(deps, snapshot);
  const mode = modeFor(deps.ledger, snapshot, { ...delivery, paths, deliveryId: delivery.id });
  const isOurs = wasExported(deps, lasting);
  const draft = { delivery, exporter, document, written, isOurs, mode };
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
    warnings: [
      ...(isOtherValue ? ['Another value stands in the entry than Keyrack wrote. It is not shown.'] : []),
      ...(exporter.afterwards === undefined ? [] : [exporter.afterwards]),
      ...inFile(delivery.file, () => {
        const path = exporter.path(delivery.server);
        return aboutComments(found.text, exporter.editor.put(document.text, path, written));
      }),
    ],
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

const wasExported = ({ ledger }: DeliveringDeps, { id, written }: DeliveryRecord): boolean =>
  ledger.changes
    .list()
    .some(
      ({ kind, deliveryId, delivery }) =>
        kind === 'export' && deliveryId === id && delivery?.written === written,
    );

function diffsOf(draft: Omit<RestoreDraft, 'plan'>, before: string): Pick<RestorePlan, 'since' | 'diff'> {
  const { delivery, exporter, document, written, isOurs } = draft;
  const { editor } = exporter;
  const own = { ...delivery, delivery: delivery.id, value: written };
  const path = exporter.path(delivery.server);
  return inFile(delivery.file, () => {
    const now = editor.read(document.text, path);
    const blank = framed(exporter, { ...document, text: '' }, delivery.id).text;
    const lines = isOurs ? ownLines(exporter, document, own) : NO_LINES;
    const shown = (text: string) => maskedBut(lines, exporter, text);
    const alone = (value: JsonValue | undefined) =>
      shown(value === undefined ? blank : editor.put(blank, path, value));
    return {
      since: diffLines(alone(written), alone(now)),
      diff: diffLines(shown(before), shown(editor.put(document.text, path, written))),
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
      entryHash: await markedHash(deps, exporter, value, delivery),
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
