import { type ExportDocument, type ExportRequest, hasFileOfItsOwn } from '#shared/model/delivery.ts';
import { AppError } from '../errors.ts';
import { type Entry, type FileExporter, MASK, targetOf } from '../ports/exporter.ts';
import { admit } from './admission.ts';
import { type DeliveringDeps, exporterOf } from './deps.ts';
import { resolve } from './request.ts';
import { assertOwnReference, valueFor } from './safety.ts';
import { inTheClear, referenceWords } from './warnings.ts';

const NOT_DELIVERED =
  'Nothing was written, and where this document goes Keyrack does not know: it lists no delivery, and can neither test nor undo it, nor follow it when the key is replaced.';

/**
 * The document that an export would write into a new file, for the user to paste. It is no delivery: nothing is written,
 * here or in the ledger.
 * SECURITY: it never holds a value, whatever was asked for (test: "a document to be copied never holds the value").
 * @throws AppError unsupported (the target has a file of its own), forbidden-by-rule (inline), invalid-input
 */
export async function documentOf(deps: DeliveringDeps, request: ExportRequest): Promise<ExportDocument> {
  const of = admit(deps.ledger, request, deps.clock.now());
  const exporter = exporterOf(deps.exporters, request.target);
  assertCopied(deps, exporter, request);
  const { choices: _, lasting, ...resolved } = resolve(deps, exporter, request, of);
  const { mechanism, server, reference } = resolved;
  if (mechanism === 'inline') throw wouldHoldValue();
  if (lasting !== null) throw wouldStay();
  const entry: Entry = {
    ...resolved,
    keyId: of.key.id,
    delivery: deps.newId(),
    launcher: mechanism === 'reference' ? [] : deps.launcher(),
    platform: deps.machine.platform,
    file: '',
  };
  assertOwnReference(deps.ledger, entry, exporter.keepsName?.(entry.launch));
  // By reference too the program gets the value, and it has to be one that it gets unaltered.
  await valueFor(deps, exporter, entry);
  const value = exporter.render(entry, () => MASK);
  return {
    server,
    mechanism,
    reference: mechanism === 'reference' ? reference : null,
    text: exporter.editor.put('', exporter.path(server), value),
    warnings: [
      NOT_DELIVERED,
      ...(mechanism === 'reference' ? [referenceWords(deps, exporter, entry)] : []),
      ...inTheClear(entry),
    ],
  };
}

function assertCopied(deps: DeliveringDeps, exporter: FileExporter, request: ExportRequest): void {
  if (hasFileOfItsOwn(targetOf(exporter, deps.machine))) {
    throw new AppError('unsupported', {
      message: `${exporter.name} reads a file of its own, so its document is not copied.`,
      next: 'Export the key: then Keyrack can test it, take it back and follow it when it is replaced.',
      field: 'target',
    });
  }
  if (request.file === undefined && request.scope === undefined && request.connectionId === undefined) return;
  throw new AppError('invalid-input', {
    message: 'A document that is copied goes into no file.',
    next: 'Leave the place out, or export the key into it.',
    field: 'file',
  });
}

const wouldHoldValue = () =>
  new AppError('forbidden-by-rule', {
    message:
      'By inline the copied document would hold the value itself, and Keyrack could not keep track of it.',
    next: 'Choose another mechanism, or export the key into a file.',
    field: 'mechanism',
  });

const wouldStay = () =>
  new AppError('forbidden-by-rule', {
    message:
      'Debug logging is taken out again after a while, and out of a copied document Keyrack cannot take it.',
    next: 'Leave that option out, or export the key into a file.',
    field: 'options',
  });
