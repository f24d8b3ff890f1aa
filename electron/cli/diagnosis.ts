import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#core/errors.ts';
import type { DeliveryRow } from '#shared/model/delivery.ts';
import { checkIntegrity } from '../ledger/integrity.ts';
import type { Finding, Machine } from './context.ts';
import { type Home, LEDGER } from './home.ts';
import type { OpenServices } from './open-services.ts';

interface Patient {
  readonly home: Home;
  readonly machine: Machine;
  readonly version: string;
  readonly open: () => Promise<OpenServices>;
}

type Check = (patient: Patient) => Promise<readonly Finding[]> | readonly Finding[];

const ok = (check: string, message: string): Finding => ({ check, state: 'ok', message, fix: null });
const warning = (check: string, message: string, fix: string): Finding => ({
  check,
  state: 'warning',
  message,
  fix,
});
const problem = (check: string, message: string, fix: string): Finding => ({
  check,
  state: 'problem',
  message,
  fix,
});

/** The modes come first: opening the home closes what stands too wide. */
const CHECKS: Readonly<Record<string, Check>> = {
  runtime: ({ version }) => [ok('runtime', `keyrack ${version} on ${runtime()}, ${process.execPath}`)],
  modes: ({ home }) => checkModes(home.folder),
  home: ({ home }) => [ok('home', home.open())],
  ledger: ({ home }) => checkLedger(join(home.open(), LEDGER)),
  storage: async ({ open }) => checkStorage(await open()),
  keys: async ({ open }) => checkKeys(await open()),
  deliveries: async ({ open }) => checkDeliveries(await (await open()).services.delivering.deliveries()),
  launcher: async ({ open }) => [ok('launcher', (await open()).launcher().join(' '))],
};

/** Looks at everything, and goes on where one look fails. */
export async function diagnose(patient: Patient): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [name, check] of Object.entries(CHECKS)) {
    try {
      findings.push(...(await check(patient)));
    } catch (error) {
      findings.push(failed(name, error));
    }
  }
  return findings;
}

function failed(name: string, error: unknown): Finding {
  if (error instanceof AppError) return problem(name, error.message, error.next ?? 'Try again.');
  const { name: kind, code } =
    error instanceof Error ? (error as NodeJS.ErrnoException) : { name: typeof error };
  return problem(
    name,
    `It could not be looked at (${[kind, code].filter(Boolean).join(', ')}).`,
    'Look at the home folder.',
  );
}

function runtime(): string {
  const { electron, node } = process.versions;
  return electron === undefined ? `Node ${node}` : `Electron ${electron} (Node ${node})`;
}

function checkModes(home: string): readonly Finding[] {
  if (process.platform === 'win32' || !existsSync(home)) return [];
  const wide = [
    home,
    ...readdirSync(home, { recursive: true, encoding: 'utf8' }).map((name) => join(home, name)),
  ]
    .filter((path) => !path.startsWith(join(home, 'chromium')))
    .filter((path) => (modeOf(path) & 0o077) !== 0);
  if (wide.length === 0) return [ok('modes', 'The home and its files are closed to others.')];
  return [
    warning(
      'modes',
      `Open to other users: ${wide.join(', ')}.`,
      'Keyrack closes its own when it starts; else chmod go= them.',
    ),
  ];
}

/** A link has no mode of its own, and a socket is guarded by its folder. */
function modeOf(path: string): number {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat?.isFile() === true || stat?.isDirectory() === true ? stat.mode : 0;
}

function checkLedger(file: string): readonly Finding[] {
  if (!existsSync(file)) return [ok('ledger', 'There is none yet.')];
  const wrong = checkIntegrity(file);
  if (wrong.length === 0) return [ok('ledger', 'SQLite finds it whole.')];
  return [
    problem(
      'ledger',
      `${file} is damaged: ${wrong.slice(0, 3).join('; ')}.`,
      'Close Keyrack, and put a copy in its place.',
    ),
  ];
}

async function checkStorage({ services }: OpenServices): Promise<readonly Finding[]> {
  const { tier, chosen, state, reason, keychain } = await services.storage.status();
  const inUse =
    state === 'ready'
      ? ok('storage', `${tier}${chosen ? '' : ' (not chosen, used because it works)'}, ready.`)
      : problem(
          'storage',
          `${tier ?? 'none'}, ${state}.`,
          reason ?? 'Choose: keyrack init --storage keychain|passphrase',
        );
  const besides = ok(
    'keychain',
    `not in use, ${keychain.state}${keychain.reason === null ? '.' : `: ${keychain.reason}`}`,
  );
  return tier === 'keychain' ? [inUse] : [inUse, besides];
}

function checkKeys({ services }: OpenServices): readonly Finding[] {
  const keys = services.keys.list();
  const orphans = keys.filter(({ status }) => status === 'orphan');
  if (orphans.length === 0) return [ok('keys', `${keys.length} known, none lost on its way.`)];
  return orphans.map(({ name, id }) =>
    warning(
      'keys',
      `"${name}" (${id}) was made, but its value was lost on the way.`,
      `keyrack key delete ${id}`,
    ),
  );
}

const DELIVERY_WORDS: Record<
  Exclude<DeliveryRow['state'], 'intact' | 'imported' | 'elsewhere'>,
  readonly [what: string, fix: string]
> = {
  changed: ['was changed since Keyrack wrote it', 'Export again to replace it, or take it back'],
  missing: ['is gone from its file', 'Export again, or take it back'],
  unreadable: ['cannot be looked at: its file does not parse or cannot be read', 'Mend the file'],
};

function checkDeliveries(rows: readonly DeliveryRow[]): readonly Finding[] {
  const broken = rows.flatMap(({ id, file, server, state }) => {
    if (state === 'intact' || state === 'imported' || state === 'elsewhere') return [];
    const [what, fix] = DELIVERY_WORDS[state];
    return [warning('deliveries', `"${server}" in ${file} ${what}.`, `${fix}: keyrack unexport ${id}`)];
  });
  return broken.length > 0 ? broken : [ok('deliveries', `${rows.length}, all as Keyrack wrote them.`)];
}
