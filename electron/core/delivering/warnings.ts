import { secretsInCommand } from '#shared/text/command-secrets.ts';
import { NEXT_COMMIT } from '#shared/text/git.ts';
import { isPlainSecret } from '#shared/text/plain-secret.ts';
import { shellLine } from '#shared/text/shell-word.ts';
import { secretsInUrl } from '#shared/text/url-secrets.ts';
import { AppError } from '../errors.ts';
import type { Entry, FileExporter } from '../ports/exporter.ts';
import type { DeliveryRecord } from '../ports/ledger.ts';
import type { DeliveringDeps } from './deps.ts';
import { inFile } from './document.ts';
import { hasOtherValue, hasSameForm } from './entry-hash.ts';
import type { GitRisk } from './ignoring.ts';
import type { FoundFile } from './place.ts';
import { TEMPORARY_MINUTES } from './temporary.ts';

export interface Seen extends FoundFile {
  readonly exporter: FileExporter;
  readonly entry: Entry;
  /** Our delivery that stands there already. */
  readonly existing: DeliveryRecord | null;
  /** Variables of it that are taken out again after a while. */
  readonly temporary: readonly string[];
  /** What git would do with the value. */
  readonly git: GitRisk;
}

/** What the user should know before the file is written. */
export async function warningsOf(deps: DeliveringDeps, seen: Seen): Promise<string[]> {
  const { exporter, entry, others } = seen;
  const warnings: string[] = [];
  if (exporter.rewrittenBy.length > 0 && (await deps.running(exporter.rewrittenBy))) {
    warnings.push(
      `${exporter.name} is running. It may write its own copy over this file, and reads it only when it starts: quit it first.`,
    );
  }
  if (entry.mechanism === 'reference') warnings.push(referenceWords(deps, exporter, entry));
  if (entry.mechanism === 'input' && exporter.onInput !== undefined) warnings.push(exporter.onInput);
  if (entry.mechanism === 'inline') warnings.push(...ofValue(deps, seen));
  warnings.push(...inTheClear(entry));
  if (exporter.afterwards !== undefined) warnings.push(exporter.afterwards);
  warnings.push(...(exporter.own?.afterwards(entry) ?? []));
  if (others.length > 0) warnings.push(`${exporter.name} may also read ${others.join(' and ')}.`);
  warnings.push(...tooManyEntries(deps, seen));
  if (seen.temporary.length > 0) warnings.push(ofTemporary(seen.temporary));
  if (hasDrifted(deps, seen)) {
    warnings.push('The entry was changed since Keyrack wrote it. Those changes will be replaced.');
  }
  return warnings;
}

/** What the user wrote into the entry besides the key, where it looks like one. */
export function inTheClear({ set, launch, call }: Entry): string[] {
  const variables = Object.entries(set).filter(([name, value]) => isPlainSecret(name, value));
  const words = launch !== null && 'command' in launch ? secretsInCommand(launch.command) : [];
  const url = call?.url ?? (launch !== null && 'url' in launch ? launch.url : '');
  return [
    ...[...new Set(secretsInUrl(url))].map(
      (name) =>
        `${name === '' ? 'A part of the URL' : `${name} in the URL`} ${CLEAR}, and servers write URLs into their logs: leave it out, and deliver it as a key.`,
    ),
    ...variables.map(([name]) => `${name} ${CLEAR}: adopt it as a key.`),
    ...[...new Set(words)].map(
      (option) =>
        `${option === '' ? 'A word of the command' : option} ${CLEAR}: where the server reads a variable, keep it as a key and deliver that.`,
    ),
  ];
}

const CLEAR = 'looks like a secret and stands in the file as it is';

/** Each client holds a connection of its own for an entry. */
function tooManyEntries(
  { ledger, exporters, provider }: DeliveringDeps,
  { entry, existing }: Seen,
): string[] {
  const connectionId = ledger.keys.get(entry.keyId)?.connectionId ?? null;
  const connection = connectionId === null ? null : ledger.connections.get(connectionId);
  const service = connection === null ? null : provider(connection.provider);
  const allowed = service?.limits.concurrent ?? null;
  if (service === null || allowed === null || entry.launch === null) return [];
  const isServer = (target: string) => exporters.find(({ id }) => id === target)?.takes === 'server';
  const others = ledger.deliveries
    .list()
    .filter(({ keyId, id, target }) => keyId === entry.keyId && id !== existing?.id && isServer(target));
  const entries = others.length + 1;
  return entries > allowed
    ? [
        `With this one the key stands in ${entries} entries, and ${service.name} allows ${allowed} connections at a time: some clients will be refused. Make a key of its own for some of them.`,
      ]
    : [];
}

const ofTemporary = (names: readonly string[]) =>
  `${names.join(' and ')} may put keys into the logs of the client. Keyrack takes them out again after ${TEMPORARY_MINUTES} minutes, or when it runs next after that; the client has to be started anew then.`;

function ofValue({ machine }: DeliveringDeps, { document, git }: Seen): string[] {
  const { realPath } = document.snapshot;
  return [
    'The value itself will stand in this file, where every program of your user can read it.',
    ...(git === 'open' ? [NEXT_COMMIT] : []),
    ...(git === 'tracked'
      ? [
          `git tracks this file already, and the value would go with the next commit: .gitignore does not help. Take it out of git: ${shellLine(['git', 'rm', '--cached', realPath], machine.platform)}`,
        ]
      : []),
  ];
}

/** In whole paths, with the home where it is another one: what is told is to be pasted. */
function commandOf(deps: Pick<DeliveringDeps, 'launcher' | 'machine'>): string {
  try {
    return shellLine(deps.launcher(), deps.machine.platform);
  } catch (error) {
    if (error instanceof AppError) return 'keyrack';
    throw error;
  }
}

/** How the client has to be started, so that it sees what its file refers to. */
export function referenceWords(
  deps: Pick<DeliveringDeps, 'launcher' | 'machine'>,
  { name, start }: Pick<FileExporter, 'name' | 'start'>,
  { reference, keyId }: Pick<Entry, 'reference' | 'keyId'>,
): string {
  const line = `${commandOf(deps)} exec --key ${keyId}=${reference} -- ${start?.program ?? '<program>'}`;
  return start?.from === 'terminal'
    ? `${name} takes ${reference} from the terminal that it is started in. Start it by: ${line}`
    : `${name} does not see what a shell exports when it is started from the desktop. Quit it, and start it from a terminal by: ${line}`;
}

function hasDrifted(deps: DeliveringDeps, { exporter, existing, document }: Seen): boolean {
  if (existing === null || exporter.own !== undefined) return false;
  const { snapshot, text } = document;
  const value = inFile(snapshot.path, () => exporter.editor.read(text, exporter.path(existing.server)));
  if (value === undefined) return false;
  return !hasSameForm(deps.hash, exporter, value, existing) || hasOtherValue(deps.marks, value, existing);
}
