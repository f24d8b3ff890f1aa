import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { keyAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import type { Counterpart } from '#tests/counterparts/services/kit.ts';
import { keyRow } from '#tests/fakes/key-row.ts';
import { CONNECTION, ENVIRONMENT } from '../ids.ts';
import type { RotationPlace } from './place.ts';

export interface OneOfMany {
  readonly id: string;
  readonly name: string;
  /** Its value before. */
  readonly value: string;
}

/** Files that take the keys of many servers, and where each stands in it. */
export const MANY_FILES = {
  claude: '.config/Claude/claude_desktop_config.json',
  cursor: '.cursor/mcp.json',
  dotenv: 'many/.env',
} as const;

/** So many more keys, each delivered inline to three files. */
export async function addMany(
  count: number,
  { place, counterpart, folder }: { place: RotationPlace; counterpart: Counterpart; folder: string },
): Promise<readonly OneOfMany[]> {
  const env = join(folder, 'home', MANY_FILES.dotenv);
  mkdirSync(dirname(env), { recursive: true });
  writeFileSync(env, '# many\n');
  const all: OneOfMany[] = [];
  for (let number = 1; number <= count; number += 1) {
    const name = `Key ${number}`;
    const { key, secret } = counterpart.keys.add({ name, scopes: ['contacts:read'] });
    const id = randomUUID();
    await place.values.write(keyAccount(ENVIRONMENT, id), new Secret(secret));
    place.ledger.keys.put(
      keyRow({
        ...{ id, name, environmentId: ENVIRONMENT, connectionId: CONNECTION, remoteId: key.id },
        ...{ hint: key.hint, scopes: key.scopes, variable: `KEY_${number}` },
      }),
    );
    const of = { environmentId: ENVIRONMENT, keyId: id, mechanism: 'inline' } as const;
    const server = { launch: { command: ['server'] }, server: `server-${number}` };
    for (const request of [
      { ...of, ...server, target: 'claude-desktop' },
      { ...of, ...server, target: 'cursor' },
      { ...of, target: 'dotenv', file: env },
    ]) {
      await place.delivering.export((await place.delivering.plan(request)).plan);
    }
    all.push({ id, name, value: secret });
  }
  return all;
}
