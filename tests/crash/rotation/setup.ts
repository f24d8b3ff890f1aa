import { createHash, randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createFingerprints } from '#core/fingerprints.ts';
import { createLedgerKey } from '#core/ledger-key.ts';
import { connectionAccount, keyAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import type { Counterpart } from '#tests/counterparts/services/kit.ts';
import { environmentRow } from '#tests/fakes/environment-row.ts';
import { keyRow } from '#tests/fakes/key-row.ts';
import { openLedger } from '../../../electron/ledger/open.ts';
import { hmac } from '../../../electron/platform/hmac.ts';
import { playground } from '../../../electron/providers/playground.ts';
import { counterpartRow } from '../counterpart-row.ts';
import { folderVault } from '../folder-vault.ts';
import { BYSTANDER, CONNECTION, ENVIRONMENT, KEY } from '../ids.ts';
import { createFaults, NO_FAULT } from './faults.ts';
import { openRotationPlace, type RotationPlace, randomKey } from './place.ts';
import { createFaultClock } from './ports.ts';

const NAME = 'CI';

export interface Template {
  /** Where each run takes place: paths of files stand in the ledger. */
  readonly folder: string;
  /** The key's value and its row at the service, before. */
  readonly value: string;
  /** Everything is as it was set up, here and at the service. @param isHeld false: Keyrack has lost the value */
  reset(isHeld?: boolean): void;
  remove(): void;
}

/** Memory, where there is such a disk: thousands of runs wear none out, and sync in no time. */
const fastFolder = () => (existsSync('/dev/shm') ? '/dev/shm' : tmpdir());

/** @param now milliseconds since the epoch, for rows */
export async function createTemplate(service: Counterpart, now: number): Promise<Template> {
  const base = mkdtempSync(join(fastFolder(), 'rotation-'));
  const folder = join(base, 'place');
  const kept = join(base, 'template');
  mkdirSync(join(folder, 'backups'), { recursive: true });
  const made = [KEY, BYSTANDER].map((id) => ({
    id,
    ...service.keys.add({ name: NAME, scopes: ['contacts:read'], description: 'Of the pipeline' }),
  }));
  const [own] = made;
  if (own === undefined) throw new Error('no key');
  await fill(folder, service, made, now);
  cpSync(folder, kept, { recursive: true });
  return {
    folder,
    value: own.secret,
    reset: (isHeld = true) => {
      rmSync(folder, { recursive: true, force: true });
      cpSync(kept, folder, { recursive: true });
      service.misbehave(null);
      for (const { id } of service.keys.all()) service.keys.remove(id);
      const digest = (secret: string) => createHash('sha256').update(secret).digest('hex');
      for (const { key, secret } of made) {
        Object.assign(key, { state: 'active', digest: digest(secret), hint: secret.slice(0, 12) });
        key.lastUsedAt = null;
        key.uses.length = 0;
        service.keys.putBack(key);
      }
      if (!isHeld) lose(folder);
    },
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}

function lose(folder: string): void {
  const ledger = openLedger(join(folder, 'ledger.db'));
  const key = ledger.keys.get(KEY);
  if (key !== null) ledger.keys.put({ ...key, held: false, fingerprint: null });
  ledger.close();
  void folderVault(join(folder, 'values')).remove(keyAccount(ENVIRONMENT, KEY));
}

type Made = { readonly id: string } & ReturnType<Counterpart['keys']['add']>;

async function fill(folder: string, service: Counterpart, made: readonly Made[], now: number) {
  const ledger = openLedger(join(folder, 'ledger.db'));
  const vault = folderVault(join(folder, 'values'));
  const ledgerKey = createLedgerKey({ ledger, vault, hmac, newId: randomUUID, newKey: randomKey });
  const fingerprints = createFingerprints({ ledgerKey, hmac });
  ledger.environments.put(environmentRow({ id: ENVIRONMENT }));
  ledger.connections.put(counterpartRow(service));
  await vault.write(connectionAccount(CONNECTION), new Secret(service.credential));
  for (const { id, key, secret } of made) {
    const value = new Secret(secret);
    await vault.write(keyAccount(ENVIRONMENT, id), value);
    ledger.keys.put(
      keyRow({
        id,
        name: NAME,
        description: key.description,
        environmentId: ENVIRONMENT,
        connectionId: CONNECTION,
        remoteId: key.id,
        variable: id === KEY ? 'CI_KEY' : 'OTHER_KEY',
        hint: key.hint,
        scopes: key.scopes,
        createdAt: new Date(now).toISOString(),
        fingerprint: await fingerprints.of(value),
      }),
    );
  }
  ledger.close();
  const place = openRotationPlace({
    ...{ folder, ca: service.ca, manifest: playground, counterpart: service },
    clock: createFaultClock(now),
    faults: createFaults(NO_FAULT),
  });
  await deliver(place, folder);
  await place.close();
}

/** Files of somebody else, each in its own style. */
const THEIRS = {
  '.config/Claude/claude_desktop_config.json':
    '{\r\n\t"theme": "dark",\r\n\t"mcpServers": {\r\n\t\t"a": { "command": "x" }\r\n\t}\r\n}',
  '.cursor/mcp.json': '\uFEFF{ "mcpServers": { "b": { "command": "y", "env": { "A": "1" } } } }\n',
  'project/.env': "# mine\nA=1\nexport B='two'\n",
} as const;

/** By the real exporters, as the first thing that this Keyrack does. */
async function deliver({ delivering }: Pick<RotationPlace, 'delivering'>, folder: string): Promise<void> {
  const home = join(folder, 'home');
  for (const [name, text] of Object.entries(THEIRS)) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), text);
  }
  const launch = { command: ['server'] };
  const of = { environmentId: ENVIRONMENT, keyId: KEY };
  const requests = [
    { ...of, target: 'claude-desktop', launch, mechanism: 'inline', server: 'inside' },
    { ...of, target: 'claude-desktop', launch, mechanism: 'launcher', server: 'started' },
    { ...of, target: 'cursor', launch, mechanism: 'inline', server: 'inside' },
    { ...of, target: 'dotenv', mechanism: 'inline', file: join(home, 'project/.env') },
    { ...of, target: 'codex', launch, mechanism: 'inline', server: 'inside' },
  ] as const;
  for (const request of requests) await delivering.export((await delivering.plan(request)).plan);
}
