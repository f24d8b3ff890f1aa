import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Ledger } from '#core/ports/ledger.ts';
import { openLedger } from '../../ledger/open.ts';
import { LEDGER } from '../../platform/home-names.ts';
import type { Candidate, NameKind, Names } from './candidates.ts';

type From = (ledger: Ledger | null) => Promise<readonly Candidate[]> | readonly Candidate[];

const FROM: Readonly<Record<NameKind, From>> = {
  environment: (ledger) =>
    (ledger?.environments.list() ?? []).map(({ name, stage }) => ({ value: name, text: stage })),
  key: (ledger) => (ledger?.keys.list() ?? []).map(({ name, status }) => ({ value: name, text: status })),
  connection: (ledger) =>
    (ledger?.connections.list() ?? []).map(({ name, provider }) => ({ value: name, text: provider })),
  delivery: (ledger) =>
    (ledger?.deliveries.list() ?? []).map(({ id, target, file }) => ({
      value: id,
      text: `${target}, ${file}`,
    })),
  rotation: (ledger) =>
    (ledger?.rotations.open() ?? []).map(({ keyName, state, step }) => ({
      value: keyName,
      text: `${state}, ${step}`,
    })),
  // The two tables are large, and most completions are about other things.
  target: async () => {
    const { exporters } = await import('../../exporters/index.ts');
    return exporters.map(({ id, name }) => ({ value: id, text: name }));
  },
  provider: async (ledger) => {
    const { manifests } = await import('../../providers/index.ts');
    const added = (ledger?.providers.list() ?? []).map(({ id }) => ({ value: id, text: '' }));
    return [...manifests.map(({ id, name }) => ({ value: id, text: name })), ...added];
  },
};

/** Names of the ledger as it stands: no keychain is opened, no network asked, and no home is made for it. */
export function openNames(home: string): { readonly names: Names; close(): void } {
  const file = join(home, LEDGER);
  const ledger = existsSync(file) ? openLedger(file) : null;
  return {
    names: async (kind) => FROM[kind](ledger),
    close: () => ledger?.close(),
  };
}
