import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServices } from '#core/compose.ts';
import type { ProgramAnswer } from '#core/ports/processes.ts';
import { keyAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { fakeBackups } from '#tests/fakes/backups.ts';
import { fakeClock } from '#tests/fakes/clock.ts';
import { environmentRow } from '#tests/fakes/environment-row.ts';
import { keyRow } from '#tests/fakes/key-row.ts';
import { fakeNotifier, silentLog } from '#tests/fakes/outside.ts';
import { fakeStorage } from '#tests/fakes/storage.ts';
import type { Finding } from '../../../electron/cli/context.ts';
import { diagnose } from '../../../electron/cli/diagnosis/index.ts';
import { createHome } from '../../../electron/cli/home.ts';
import { openOutside, type RealOutside } from '../../../electron/outside.ts';

const VERSION = '0.1.0';
const NOW = new Date('2026-11-20T12:00:00Z');

/** A home on a real disk with a real ledger, one key in one file, and the storage of secrets in memory. */
export async function createPatient() {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  const root = join(folder, 'keyrack');
  const command = join(root, 'bin', 'keyrack.mjs');
  mkdirSync(join(root, 'bin'), { recursive: true });
  writeFileSync(command, '');
  const env: Record<string, string> = { PATH: '/usr/bin:/bin' };
  const machine = { env, platform: 'linux' as const, now: () => NOW };
  const home = createHome(join(folder, 'home'), machine);
  const storage = fakeStorage();
  const answers = new Map<string, ProgramAnswer>();
  /** The command of every program that was started. */
  const asked: string[] = [];
  const said: ProgramAnswer = { state: 'ended', code: 0, output: `${VERSION}\n`, errors: '' };
  const real = openOutside({
    by: 'command',
    home: home.open(),
    root,
    transport: () => () => Promise.reject(new Error('no network here')),
    findProxy: async () => null,
    notifier: fakeNotifier(),
    remindDays: () => 30,
    log: silentLog,
  });
  let launcher: readonly string[] = [process.execPath, command];
  const outside: RealOutside = {
    ...real,
    storage,
    clock: fakeClock(NOW.toISOString()),
    run: async ({ args }) => {
      asked.push(args[0] ?? '');
      return answers.get(args[0] ?? '') ?? said;
    },
    delivery: {
      ...real.delivery,
      launcher: () => launcher,
      backups: fakeBackups(),
    },
  };
  const services = createServices(outside);
  const { ledger } = outside;
  const environment = environmentRow({ name: 'Development' });
  ledger.environments.put(environment);
  const key = keyRow({ name: 'Reader', environmentId: environment.id, variable: 'READER', held: true });
  ledger.keys.put(key);
  storage.items.set(keyAccount(environment.id, key.id), new Secret('reader-value'));
  const file = join(folder, 'client', 'claude.json');
  mkdirSync(join(folder, 'client'));
  writeFileSync(file, '{}');
  const deliver = async (server: string) => {
    const { plan } = await services.delivering.plan({
      target: 'claude-desktop',
      environmentId: environment.id,
      keyId: key.id,
      launch: { command: ['sh', '-c', 'true'] },
      server,
      file,
    });
    return services.delivering.export(plan);
  };
  const { delivery } = await deliver('notes');
  let isOpen = true;
  const closeLedger = () => {
    if (isOpen) ledger.close();
    isOpen = false;
  };
  const opened = { services, outside, close: async () => undefined };
  return {
    folder,
    env,
    file,
    command,
    home: home.folder,
    ledger,
    services,
    storage,
    environment,
    key,
    delivery,
    answers,
    asked,
    deliver,
    setLauncher: (words: readonly string[]) => {
      launcher = words;
    },
    /** Everything but what is well, of another folder where one is named. */
    findings: async (other?: string): Promise<readonly Finding[]> => {
      const all = await diagnose({
        home: other === undefined ? home : createHome(other, machine),
        machine,
        root,
        version: VERSION,
        isOnline: false,
        open: async () => opened,
      });
      return all.filter(({ state }) => state !== 'ok');
    },
    closeLedger,
    end: () => {
      closeLedger();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type PatientWorld = Awaited<ReturnType<typeof createPatient>>;
