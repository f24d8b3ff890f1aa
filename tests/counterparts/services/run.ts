import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ServiceDescription } from './description.ts';
import type { NewStoredKey, StoredKey } from './keys.ts';
import { type Counterpart, type Dress, startCounterpart } from './kit.ts';
import type { Order } from './misbehaviour.ts';
import { n8n } from './n8n.ts';
import { ugc } from './ugc.ts';
import { unisoft } from './unisoft.ts';
import { unizo } from './unizo.ts';
import { unlockos } from './unlockos.ts';

// A counterpart in a process of its own, for tests of the whole app and for trials by hand:
//   electron-as-node tests/counterparts/services/run.ts <id> [style…]
// The first line on stdout is { url, ca, credential }. Each line of JSON on stdin is an order, answered by a line of JSON.
// It ends with its stdin.

const SERVICES: Readonly<Record<string, () => ServiceDescription>> = { n8n, unizo, ugc, unisoft, unlockos };

interface Command {
  /** null: behave again. */
  readonly misbehave?: Order | null;
  readonly wear?: Dress;
  /** What a person does at the console. */
  readonly add?: NewStoredKey;
  readonly set?: { readonly id: string } & Partial<StoredKey>;
  readonly renew?: string;
  readonly remove?: string;
  /** Tells what is there, and what was asked: no header, no body. */
  readonly tell?: 'keys' | 'seen';
}

function tell({ keys, seen }: Counterpart, what: Command['tell']): unknown {
  if (what === 'keys') return keys.all().map(({ digest, ...key }) => ({ ...key, uses: key.uses.length }));
  return seen.map(({ method, path, status, keyId }) => ({ method, path, status, keyId }));
}

function obey(counterpart: Counterpart, command: Command): unknown {
  const { keys } = counterpart;
  if (command.misbehave !== undefined) counterpart.misbehave(command.misbehave);
  if (command.wear !== undefined) counterpart.wear(command.wear);
  if (command.set !== undefined) {
    const key = keys.find(command.set.id);
    if (key === null) throw new Error(`no key ${command.set.id}`);
    Object.assign(key, command.set);
  }
  if (command.remove !== undefined) keys.remove(command.remove);
  if (command.renew !== undefined) return { secret: keys.renew(command.renew) };
  if (command.add !== undefined) {
    const { key, secret } = keys.add(command.add);
    return { id: key.id, secret };
  }
  return command.tell === undefined ? { done: true } : tell(counterpart, command.tell);
}

const say = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);

function answerTo(counterpart: Counterpart, line: string): unknown {
  try {
    return obey(counterpart, JSON.parse(line) as Command);
  } catch (error) {
    return { error: String(error) };
  }
}

async function main([id = '', ...styles]: readonly string[]): Promise<void> {
  const service = Object.hasOwn(SERVICES, id) ? SERVICES[id] : undefined;
  if (service === undefined) throw new Error(`give one of: ${Object.keys(SERVICES).join(', ')}`);
  const counterpart = await startCounterpart(service(), styles.length === 0 ? {} : { styles });
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-'));
  const ca = join(folder, `${id}.pem`);
  writeFileSync(ca, counterpart.ca);
  say({ url: counterpart.url, ca, credential: counterpart.credential });
  const end = async (): Promise<void> => {
    rmSync(folder, { recursive: true, force: true });
    await counterpart.stop();
    process.exit(0);
  };
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => say(answerTo(counterpart, line)));
  lines.on('close', () => void end());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end());
}

await main(process.argv.slice(2));
