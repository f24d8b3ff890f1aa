import { holdsKey } from '#shared/text/key-like.ts';
import { modeText } from '../delivering/modes.ts';
import { deliveriesOf } from '../delivering/place.ts';
import type { Exporter, FileExporter, Machine } from '../ports/exporter.ts';
import type { DeliveryRecord, KeyRow, Ledger } from '../ports/ledger.ts';
import type { FindKnownForms, ScannedFile } from '../ports/scanning.ts';
import type { Secret } from '../secret.ts';
import { plainAddresses } from './addresses.ts';
import { type Candidate, detect } from './detecting.ts';
import { type EntrySecret, entryOf, entrySecrets, lineOf, unseen } from './entries.ts';
import { isOpenMode } from './modes.ts';
import { ENV_FILE, exporterAt, historyFiles } from './places.ts';
import type { ScanFinding } from './service.ts';
import type { VaultKeys } from './vault-keys.ts';

/** What looking into one file needs. */
export interface FileDeps {
  readonly ledger: Pick<Ledger, 'environments' | 'deliveries' | 'changes'>;
  readonly exporters: readonly Exporter[];
  readonly machine: Machine;
  readonly rules: FindKnownForms;
  readonly serviceOf: (secret: Secret) => string | null;
}

/** A finding of which git was not asked yet, and what tells what to do about it. */
export interface Draft {
  readonly finding: Omit<ScanFinding, 'git' | 'next'>;
  readonly realPath: string;
  readonly exporter: FileExporter | null;
  readonly isOwnFile: boolean;
  readonly isHistory: boolean;
  readonly entry: EntrySecret | null;
  readonly key: KeyRow | null;
  /** By which the value stands there, because its user chose so. */
  readonly delivery: DeliveryRecord | null;
  /**
   * Takes the values of this file out of a text.
   * SECURITY: a name, a path or a command may hold one (test: "no output holds a planted value").
   */
  readonly hide: (text: string) => string;
}

type Shown = Omit<Draft, 'hide'>;

/** Everything in one file that should not stand there. Its text is let go of with the return. */
export async function findingsInFile(
  deps: FileDeps,
  vault: VaultKeys,
  file: ScannedFile,
): Promise<readonly Draft[]> {
  const { path, text } = file;
  const exporter = exporterAt(deps.exporters, deps.machine, path);
  const base = baseOf(deps.machine, file, exporter);
  const entries = entrySecrets(exporter, text);
  const found = await detect({ ...deps, held: vault.hints }, text, path);
  const secrets: Shown[] = [];
  const hiding: Secret[] = [];
  const keep = async (candidate: Candidate, entry: EntrySecret | null, isGuess: boolean) => {
    const key = await vault.keyOf(candidate.values);
    if (isGuess && key === null) return;
    hiding.push(...candidate.values);
    secrets.push(draftOf(deps, file, base, { candidate, entry, key }));
  };
  for (const candidate of found) {
    await keep(candidate, entryOf(entries, candidate.values), candidate.isGuess);
  }
  for (const entry of unseen(entries, text)) {
    const { name, secret } = entry.plaintext;
    await keep({ line: lineOf(text, name), times: 1, kind: null, name, values: [secret] }, entry, false);
  }
  const names = secrets.flatMap(({ finding, entry }) => [finding.name, entry?.entry, entry?.plaintext.name]);
  const odd = names.filter((name) => typeof name === 'string' && holdsKey(name));
  const hide = (given: string) =>
    odd.reduce<string>(
      (rest, name) => rest.replaceAll(name ?? '', '[secret]'),
      hiding.reduce((rest, value) => value.hideIn(rest), given),
    );
  return [...secrets, ...addressesIn(file, base)].map((draft) => ({ ...draft, hide }));
}

interface Held {
  readonly candidate: Candidate;
  readonly entry: EntrySecret | null;
  readonly key: KeyRow | null;
}

function draftOf(deps: FileDeps, file: ScannedFile, base: Base, { candidate, entry, key }: Held): Shown {
  const { kind, line, times } = candidate;
  const hints = candidate.values.map((value) => value.hint());
  const delivery = key === null ? null : deliveryOf(deps, file, key, entry);
  return {
    ...base,
    entry,
    key,
    delivery,
    finding: {
      ...base.finding,
      what: 'secret',
      line,
      times,
      kind,
      name: entry?.plaintext.name ?? candidate.name,
      hint: hints[0] ?? '',
      key: key === null ? null : knownKey(deps, key),
      isDelivered: delivery !== null,
    },
  };
}

const knownKey = ({ ledger }: FileDeps, { id, name, environmentId }: KeyRow) => ({
  id,
  name,
  environment: ledger.environments.get(environmentId)?.name ?? environmentId,
});

/** An inline delivery: of this entry, or where that is not known of the same key in this file. */
function deliveryOf(
  { ledger }: FileDeps,
  file: ScannedFile,
  { id }: KeyRow,
  entry: EntrySecret | null,
): DeliveryRecord | null {
  const here = deliveriesOf(ledger, file).filter(
    ({ keyId, mechanism }) => keyId === id && mechanism === 'inline',
  );
  return here.find(({ server }) => server === entry?.entry) ?? here[0] ?? null;
}

type Base = ReturnType<typeof baseOf>;

/** What is the same of every finding in a file. */
function baseOf(machine: Machine, file: ScannedFile, exporter: FileExporter | null) {
  const { path, realPath, mode, modifiedAt } = file;
  return {
    realPath,
    exporter,
    isOwnFile: exporter?.files(machine).includes(path) === true,
    isHistory: historyFiles(machine).includes(path) || /_history(?:\.txt)?$/.test(path),
    finding: {
      file: path,
      target: exporter?.id ?? null,
      modifiedAt,
      mode: mode === null ? null : modeText(mode),
      isOpen: isOpenMode(mode),
    },
  };
}

/** Only where programs are told what to reach: elsewhere an address is mostly one of a document. */
function addressesIn(file: ScannedFile, base: Base): readonly Shown[] {
  const { exporter } = base;
  const isEnv = ENV_FILE.test(file.path.split(/[\\/]/).at(-1) ?? '');
  if (exporter === null && !isEnv) return [];
  return plainAddresses(file.text, exporter?.takes === 'server').map(({ line, name, origin }) => ({
    ...base,
    entry: null,
    key: null,
    delivery: null,
    finding: {
      ...base.finding,
      what: 'address',
      ...{ line, times: 1, kind: null, name, hint: origin, key: null, isDelivered: false },
    },
  }));
}
