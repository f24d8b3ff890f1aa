import type { DiffLine, ExportPlan, ExportRequest, TargetScope } from '#shared/model/delivery.ts';
import { AppError } from '../errors.ts';
import { type Entry, type FileExporter, MASK } from '../ports/exporter.ts';
import type { DeliveryRecord } from '../ports/ledger.ts';
import { admit } from './admission.ts';
import { type DeliveringDeps, exporterOf } from './deps.ts';
import { diffLines, withoutNewId } from './diff.ts';
import { type Document, framed, inFile } from './document.ts';
import { isAdopted } from './history.ts';
import { gitRisk, ignoreFileOf } from './ignoring.ts';
import { aboutComments } from './lost-comments.ts';
import { modeFor, modeText } from './modes.ts';
import { type Companion, companionDiff, companionsOf, ownDelivery } from './own-files.ts';
import { maskedBut, ownLines, withoutSetSecrets } from './own-lines.ts';
import { atPlace, deliveriesOf, findFile, pathsTo } from './place.ts';
import { resolve } from './request.ts';
import { assertOwnReference } from './safety.ts';
import { temporaryNames } from './temporary.ts';
import { warningsOf } from './warnings.ts';

/** A plan and what it was made on. */
export interface Draft {
  readonly plan: ExportPlan;
  readonly exporter: FileExporter;
  readonly entry: Entry;
  /** Its variables as they are after a while; null: they stay. */
  readonly lasting: Entry['set'] | null;
  readonly environmentId: string;
  /** Its text is what the entry is put into. */
  readonly document: Document;
  readonly scope: TargetScope;
  readonly mode: number;
  /** Our delivery that stands there already. */
  readonly existing: DeliveryRecord | null;
  /** Further files of ours that are written with it. */
  readonly companions: readonly Companion[];
}

/** Shows what an export would do; writes nothing and opens no secret. */
export async function draftExport(deps: DeliveringDeps, request: ExportRequest): Promise<Draft> {
  const of = admit(deps.ledger, request, deps.clock.now());
  const exporter = exporterOf(deps.exporters, request.target);
  const { choices, lasting, ...resolved } = resolve(deps, exporter, request, of);
  const found = await findFile(deps, exporter, request, resolved.server);
  const { document, scope } = found;
  const { path: file, realPath: realFile, mode: modeNow } = document.snapshot;
  const { mechanism } = resolved;
  const who = { keyId: of.key.id, server: resolved.server };
  const existing =
    exporter.own === undefined
      ? ownEntry(deps, exporter, who, document)
      : await ownDelivery(deps, exporter, who, document.snapshot);
  const entry: Entry = {
    ...resolved,
    keyId: of.key.id,
    delivery: existing?.id ?? deps.newId(),
    launcher: mechanism === 'launcher' || mechanism === 'helper' ? deps.launcher() : [],
    platform: deps.machine.platform,
    file,
  };
  assertOwnReference(deps.ledger, entry, exporter.keepsName?.(entry.launch));
  const begun = framed(exporter, document, entry.delivery);
  const preview = inFile(file, () => previewOf(exporter, entry, { before: document, begun }, existing));
  const mode = modeFor(deps.ledger, document.snapshot, {
    paths: await pathsTo(deps, document.snapshot),
    deliveryId: entry.delivery,
    scope,
    mechanism,
  });
  const companions = await companionsOf(deps, exporter, entry, existing);
  const git = mechanism === 'inline' ? await gitRisk(deps, realFile) : 'none';
  const shown = (lines: DiffLine[]) => (existing === null ? withoutNewId(lines, entry.delivery) : lines);
  const plan: ExportPlan = {
    plan: deps.newId(),
    target: exporter.id,
    file,
    realFile,
    server: entry.server,
    mechanism,
    reference: mechanism === 'reference' ? entry.reference : null,
    choices: [...choices],
    modeBefore: modeNow === null ? null : modeText(modeNow),
    modeAfter: modeText(mode),
    diff: shown(diffLines(preview.before, preview.after)),
    companions: companions.map(companionDiff).map(({ file, diff }) => ({ file, diff: shown(diff) })),
    warnings: [
      ...(await warningsOf(deps, {
        ...found,
        exporter,
        entry,
        existing,
        temporary: temporaryNames(entry, lasting),
        git,
      })),
      ...aboutComments(document.text, preview.text),
    ],
    ignorable: git === 'open' ? ignoreFileOf(realFile) : null,
  };
  const environmentId = of.environment.id;
  const own = { existing, companions, scope, mode };
  return { plan, exporter, entry, lasting, environmentId, document: begun, ...own };
}

/** @throws AppError forbidden-by-rule where the entry's name belongs to somebody else */
function ownEntry(
  deps: DeliveringDeps,
  exporter: FileExporter,
  entry: Pick<Entry, 'server' | 'keyId'>,
  { snapshot, text }: Document,
): DeliveryRecord | null {
  const here = { target: exporter.id, server: entry.server };
  const own = atPlace(deps.exporters, deliveriesOf(deps.ledger, snapshot), here);
  const isServer = exporter.takes === 'server';
  const what = isServer ? 'server' : 'variable';
  const next = isServer ? 'Choose another server name.' : 'Choose another variable.';
  if (own === null) {
    const found = inFile(snapshot.path, () => exporter.editor.read(text, exporter.path(entry.server)));
    if (found === undefined) return null;
    throw new AppError('forbidden-by-rule', {
      message: `${snapshot.path} has a ${what} "${entry.server}" that Keyrack did not write. It is left alone.`,
      next,
      field: what,
    });
  }
  if (isServer && isAdopted(deps.ledger.changes.ofDelivery(own.id), own.id)) {
    throw new AppError('forbidden-by-rule', {
      message: `The server "${entry.server}" in ${snapshot.path} was adopted: an export would replace what else stands in its entry.`,
      next: `${next} Or take the adoption back first: keyrack unexport ${own.id}.`,
      field: what,
    });
  }
  if (own.keyId === entry.keyId) return own;
  const name = deps.ledger.keys.get(own.keyId)?.name ?? own.keyId;
  throw new AppError('forbidden-by-rule', {
    message: `The ${what} "${entry.server}" in ${snapshot.path} carries the key "${name}" already.`,
    next: `${next} Or take that export back first.`,
    field: what,
  });
}

function previewOf(
  exporter: FileExporter,
  entry: Entry,
  { before, begun }: Record<'before' | 'begun', Document>,
  existing: DeliveryRecord | null,
) {
  const { editor } = exporter;
  const path = exporter.path(entry.server);
  const value = exporter.render(entry, () => MASK);
  const after = editor.put(begun.text, path, value);
  if (existing === null) {
    const shown = editor.put(
      begun.text,
      path,
      exporter.render(withoutSetSecrets(entry), () => MASK),
    );
    return { before: editor.mask(before.text, null), after: editor.mask(shown, path), text: after };
  }
  // An entry that is there already may hold a value: of both sides that is shown which Keyrack writes.
  const own = ownLines(exporter, begun, { ...entry, value });
  return {
    before: maskedBut(own, exporter, before.text),
    after: maskedBut(own, exporter, after),
    text: after,
  };
}
