import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment, Stage } from '#shared/model/environment.ts';
import type { KeyStatus } from '#shared/model/key.ts';
import { environmentRow } from '#tests/fakes/environment-row.ts';
import { keyRow } from '#tests/fakes/key-row.ts';
import { openLedger } from '../../electron/ledger/open.ts';

export const KEYS = 10_000;

const STAGES: readonly (readonly [string, Stage])[] = [
  ['Development', 'development'],
  ['Staging', 'staging'],
  ['Production', 'production'],
];
const STATUSES: readonly KeyStatus[] = ['active', 'active', 'active', 'inactive', 'revoked', 'expired'];
const TOOLS = [
  'Claude Desktop',
  'n8n nightly sync',
  'Zapier Mailchimp',
  'Accounting export',
  'CI smoke tests',
];
const SCOPES = ['contacts:read', 'contacts:write', 'tickets:read', 'reports:read'];
const DAY = 86_400_000;
const NEWEST = Date.parse('2026-11-20T10:00:00.000Z');

const ago = (days: number) => new Date(NEWEST - days * DAY).toISOString();
const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

function rowOf(index: number, environments: readonly Environment[]) {
  return keyRow({
    environmentId: pick(environments, index).id,
    name: `${pick(TOOLS, index)} ${index}`,
    hint: `pg_live_${(index * 7919).toString(36).padStart(4, '0').slice(-4)}`,
    variable: `KEY_${index}`,
    held: false,
    status: pick(STATUSES, index),
    scopes: [pick(SCOPES, index), pick(SCOPES, index + 1)],
    tags: [pick(TOOLS, index)],
    createdAt: ago(index / 20),
    lastUsedAt: index % 3 === 0 ? null : ago(index / 90),
    expiresAt: index % 4 === 0 ? ago(-(index % 400)) : null,
  });
}

/** Writes a ledger of ten thousand keys into an empty home. */
export function seedTenThousand(home: string): void {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const ledger = openLedger(join(home, 'ledger.db'));
  const environments = STAGES.map(([name, stage], index) =>
    environmentRow({ name, stage, position: index + 1 }),
  );
  ledger.transaction(() => {
    for (const environment of environments) ledger.environments.put(environment);
    for (let index = 0; index < KEYS; index += 1) ledger.keys.put(rowOf(index, environments));
  });
  ledger.close();
}
