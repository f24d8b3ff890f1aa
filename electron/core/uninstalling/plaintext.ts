import { DEFAULT_HEADER, parseHeader } from '#shared/text/header-template.ts';
import { type DeliveringDeps, exporterOf } from '../delivering/deps.ts';
import { openDocument } from '../delivering/document.ts';
import { writeExport } from '../delivering/exporting.ts';
import { launchOf } from '../delivering/launcher-words.ts';
import { lookAt } from '../delivering/looking.ts';
import { modeFor } from '../delivering/modes.ts';
import { pathsTo } from '../delivering/place.ts';
import { AppError } from '../errors.ts';
import type { ClientLaunch } from '../ports/client-launch.ts';
import { type Entry, type FileExporter, MASK, type ServerLaunch } from '../ports/exporter.ts';
import type { DeliveryRecord } from '../ports/ledger.ts';

/**
 * Puts the value itself in the place of what asks Keyrack for it; the file becomes private.
 * @throws AppError conflict where somebody changed the entry; forbidden-by-rule where its client takes no value there, or
 *   alters this one; storage-*, file-*
 */
export async function givePlaintext(deps: DeliveringDeps, delivery: DeliveryRecord): Promise<void> {
  const { file, server, keyId, variable, id, scope, environmentId } = delivery;
  const exporter = exporterOf(deps.exporters, delivery.target);
  const document = await openDocument(deps.files, file);
  if (lookAt(deps, delivery, document.text) !== 'intact') throw changed(delivery);
  const { launch, set } = readBack(exporter, delivery, document.text);
  const choice = exporter.choices(launch).find(({ mechanism }) => mechanism === 'inline');
  if (choice?.possible !== true) throw untakable(delivery, choice?.reason ?? '');
  const entry: Entry = {
    ...{ server, keyId, variable, set, launch, delivery: id, file },
    reference: delivery.reference ?? variable,
    mechanism: 'inline',
    launcher: [],
    platform: deps.machine.platform,
  };
  const paths = await pathsTo(deps, document.snapshot);
  const mode = modeFor(deps.ledger, document.snapshot, { paths, deliveryId: id, scope, mechanism: 'inline' });
  await writeExport(deps, {
    ...{ exporter, entry, document, mode, scope, environmentId },
    lasting: null,
    existing: delivery,
    companions: [],
  });
}

interface ReadBack {
  readonly launch: ServerLaunch | null;
  readonly set: Readonly<Record<string, string>>;
}

/** What was asked for when the entry was written, told by the entry itself. */
function readBack(exporter: FileExporter, delivery: DeliveryRecord, text: string): ReadBack {
  if (exporter.takes !== 'server') return { launch: null, set: {} };
  const { server, file, reference, variable } = delivery;
  const value = exporter.editor.read(text, exporter.path(server));
  const named = reference ?? variable;
  const lookup = (name: string) => (name === named ? MASK : null);
  const read = value === undefined ? undefined : exporter.readEntry?.(value, { file, lookup });
  if (read == null) throw unclear(delivery);
  const words = launchOf(exporter, { text, file, server });
  if (read.launch.kind === 'reached') {
    const header = headerOf(read.launch, words?.own ?? []);
    if (header === null) throw unclear(delivery);
    return { launch: { url: read.launch.url, header }, set: {} };
  }
  const command = words?.started ?? read.launch.command;
  if (command.length === 0) throw unclear(delivery);
  return { launch: { command }, set: restOf(read.launch.env, delivery) };
}

/** The variables beside the key's own. */
function restOf(env: ReadBack['set'], { variable, reference }: DeliveryRecord): ReadBack['set'] {
  const others = Object.entries(env).filter(([name]) => name !== variable && name !== reference);
  return Object.fromEntries(others);
}

function headerOf({ headers }: Extract<ClientLaunch, { kind: 'reached' }>, own: readonly string[]) {
  const found = Object.entries(headers).find(([, value]) => value.includes(MASK));
  if (found !== undefined) return { name: found[0], value: found[1].replaceAll(MASK, '{}') };
  const at = own.indexOf('--header');
  return own[0] === 'headers' ? parseHeader(own[at + 1] ?? DEFAULT_HEADER) : null;
}

const changed = ({ server, file }: DeliveryRecord) =>
  new AppError('conflict', {
    message: `The entry "${server}" in ${file} was changed since Keyrack wrote it. It is left alone.`,
    next: 'Put it back with keyrack targets restore, or take it out by hand, then uninstall again.',
  });

const untakable = ({ id, server, file }: DeliveryRecord, reason: string) =>
  new AppError('forbidden-by-rule', {
    message: `The value cannot stand in "${server}" in ${file}. ${reason}`.trim(),
    next: `Take it out (keyrack unexport ${id}), then uninstall again.`,
  });

const unclear = ({ id, server, file }: DeliveryRecord) =>
  new AppError('forbidden-by-rule', {
    message: `What "${server}" in ${file} starts or reaches cannot be told from its entry.`,
    next: `Take it out (keyrack unexport ${id}), then uninstall again.`,
  });
