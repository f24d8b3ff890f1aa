import type { ExportPlan, ExportRequest } from '#shared/model/delivery.ts';
import { AppError } from '../errors.ts';
import { type Entry, type FileExporter, MASK } from '../ports/exporter.ts';
import type { DeliveryRecord } from '../ports/ledger.ts';
import { type Admitted, admit } from './admission.ts';
import { type DeliveringDeps, exporterOf } from './deps.ts';
import { diffLines } from './diff.ts';
import { type Document, inFile, openDocument } from './document.ts';
import { entryHash } from './entry-hash.ts';
import { type Resolved, resolve } from './request.ts';
import { modeText, PRIVATE_MODE } from './writing.ts';

/** A plan and what it was made on. */
export interface Draft {
  readonly plan: ExportPlan;
  readonly exporter: FileExporter;
  readonly entry: Entry;
  readonly environmentId: string;
  readonly document: Document;
  /** Our delivery that stands there already. */
  readonly existing: DeliveryRecord | null;
}

/** Shows what an export would do; writes nothing and opens no secret. */
export async function draftExport(deps: DeliveringDeps, request: ExportRequest): Promise<Draft> {
  const of = admit(deps.ledger, request, deps.clock.now());
  const exporter = exporterOf(deps.exporters, request.target);
  const resolved = resolve(deps, exporter, request, of);
  const { document, others } = await findFile(deps, exporter, request);
  const entry: Entry = {
    ...resolved,
    keyId: of.key.id,
    launcher: resolved.mechanism === 'launcher' ? deps.launcher() : [],
  };
  const file = document.snapshot.path;
  const existing = ownEntry(deps, exporter, entry, document);
  const preview = inFile(file, () => previewOf(exporter, entry, document, existing));
  const plan: ExportPlan = {
    plan: deps.newId(),
    target: exporter.id,
    file,
    realFile: document.snapshot.realPath,
    server: entry.server,
    mechanism: entry.mechanism,
    choices: [...resolved.choices],
    modeBefore: document.snapshot.mode === null ? null : modeText(document.snapshot.mode),
    modeAfter: modeText(PRIVATE_MODE),
    diff: diffLines(preview.before, preview.after),
    warnings: await warningsOf(deps, { exporter, resolved, of, document, others, existing }),
  };
  return { plan, exporter, entry, environmentId: of.environment.id, document, existing };
}

async function findFile(
  deps: DeliveringDeps,
  exporter: FileExporter,
  request: ExportRequest,
): Promise<{ readonly document: Document; readonly others: readonly string[] }> {
  if (request.file !== undefined) {
    return { document: await openDocument(deps.files, absolute(request.file)), others: [] };
  }
  const scope = request.scope ?? 'user';
  if (!exporter.scopes.includes(scope)) {
    throw new AppError('forbidden-by-rule', {
      message: `${exporter.name} has no ${scope} file.`,
      next: `Export with the scope ${exporter.scopes.join(' or ')}.`,
      field: 'scope',
    });
  }
  const candidates = exporter.files(deps.machine);
  const snapshots = await Promise.all(candidates.map((path) => deps.files.snapshot(path)));
  const there = snapshots.filter(({ bytes }) => bytes !== null).map(({ path }) => path);
  const path = there[0] ?? exporter.newFile?.(deps.machine) ?? candidates[0];
  if (path === undefined) {
    throw new AppError('invalid-input', {
      message: `Where ${exporter.name} keeps its file on this system is not known.`,
      next: 'Name the file.',
      field: 'file',
    });
  }
  return { document: await openDocument(deps.files, path), others: there.filter((other) => other !== path) };
}

function absolute(file: string): string {
  if (file.startsWith('/') || /^[A-Za-z]:[\\/]/.test(file) || file.startsWith('\\\\')) return file;
  throw new AppError('invalid-input', {
    message: `"${file}" is not a whole path.`,
    next: 'Give the path from the root of the disk.',
    field: 'file',
  });
}

/** @throws AppError forbidden-by-rule where the server's name belongs to somebody else */
function ownEntry(
  deps: DeliveringDeps,
  exporter: FileExporter,
  entry: Entry,
  { snapshot, text }: Document,
): DeliveryRecord | null {
  const paths = [snapshot.path, snapshot.realPath];
  const own = deps.ledger.deliveries
    .list()
    .find(({ file, server }) => server === entry.server && paths.includes(file));
  const next = 'Choose another server name.';
  if (own === undefined) {
    const found = inFile(snapshot.path, () => exporter.editor.read(text, exporter.path(entry.server)));
    if (found === undefined) return null;
    throw new AppError('forbidden-by-rule', {
      message: `${snapshot.path} has a server "${entry.server}" that Keyrack did not write. It is left alone.`,
      next,
      field: 'server',
    });
  }
  if (own.keyId === entry.keyId) return own;
  const name = deps.ledger.keys.get(own.keyId)?.name ?? own.keyId;
  throw new AppError('forbidden-by-rule', {
    message: `The server "${entry.server}" in ${snapshot.path} carries the key "${name}" already.`,
    next: `${next} Or take that export back first.`,
    field: 'server',
  });
}

function previewOf(
  exporter: FileExporter,
  entry: Entry,
  { text }: Document,
  existing: DeliveryRecord | null,
) {
  const { editor } = exporter;
  const path = exporter.path(entry.server);
  const after = editor.put(
    text,
    path,
    exporter.render(entry, () => MASK),
  );
  // An entry that is there already may hold a value; then both sides are masked whole.
  return { before: editor.mask(text, null), after: editor.mask(after, existing === null ? path : null) };
}

interface Seen {
  readonly exporter: FileExporter;
  readonly resolved: Resolved;
  readonly of: Admitted;
  readonly document: Document;
  readonly others: readonly string[];
  readonly existing: DeliveryRecord | null;
}

async function warningsOf(deps: DeliveringDeps, seen: Seen): Promise<string[]> {
  const { exporter, resolved, document, others, existing } = seen;
  const warnings: string[] = [];
  if (exporter.rewrittenBy.length > 0 && (await deps.running(exporter.rewrittenBy))) {
    warnings.push(
      `${exporter.name} is running. It may write its own copy over this file, and reads it only when it starts: quit it first.`,
    );
  }
  if (resolved.mechanism === 'inline') {
    warnings.push('The value itself will stand in this file, where every program of your user can read it.');
  }
  if (others.length > 0) warnings.push(`${exporter.name} may also read ${others.join(' and ')}.`);
  if (existing !== null && hasDrifted(deps, exporter, existing, document)) {
    warnings.push('The entry was changed since Keyrack wrote it. Those changes will be replaced.');
  }
  return warnings;
}

function hasDrifted(
  deps: DeliveringDeps,
  exporter: FileExporter,
  existing: DeliveryRecord,
  { text, snapshot }: Document,
): boolean {
  const value = inFile(snapshot.path, () => exporter.editor.read(text, exporter.path(existing.server)));
  return value !== undefined && entryHash(deps.hash, exporter, value, existing) !== existing.entryHash;
}
