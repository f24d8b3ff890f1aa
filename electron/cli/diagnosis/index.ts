import { AppError } from '#core/errors.ts';
import { isForeign } from '../../platform/home.ts';
import type { Finding } from '../context.ts';
import { checkClock } from './clock.ts';
import { checkDeliveries } from './deliveries.ts';
import { checkFiles } from './files.ts';
import { type Check, type OpenPatient, ok, type Patient, problem } from './finding.ts';
import { checkItems } from './items.ts';
import { checkKeys } from './keys.ts';
import { checkLauncher, checkLaunchers } from './launchers.ts';
import { checkLedger } from './ledger.ts';
import { checkLeftovers } from './leftovers.ts';
import { checkModes } from './modes.ts';
import { checkProxy } from './proxy.ts';
import { checkRotations } from './rotations.ts';
import { checkSealed } from './sealed.ts';
import { checkStorage } from './storage.ts';
import { checkVersions } from './versions.ts';

type Checks<Of> = Readonly<Record<string, Check<Of>>>;

/** Modes and leftovers come before the home: opening it closes what stands too wide, and sweeps. */
const BEFORE: Checks<Patient> = {
  runtime: checkVersions,
  modes: ({ home }) => checkModes(home.folder),
  sealed: ({ home }) => checkSealed(home.folder),
  leftovers: ({ home }) => checkLeftovers('leftovers', home.folder),
  proxy: ({ machine }) => checkProxy(machine.env),
  home: ({ home }) => [ok('home', home.open())],
  ledger: ({ home }) => checkLedger(home.open()),
};

/** In a folder that was named by mistake, such as ~, the files are somebody else's: nothing is said of them. */
const ABROAD: Checks<Patient> = {
  runtime: checkVersions,
  proxy: ({ machine }) => checkProxy(machine.env),
  home: ({ home }) => [ok('home', home.open())],
};

const BEHIND: Checks<OpenPatient> = {
  clock: checkClock,
  storage: checkStorage,
  items: checkItems,
  keys: checkKeys,
  rotations: checkRotations,
  deliveries: checkDeliveries,
  files: checkFiles,
  launcher: checkLauncher,
  launchers: checkLaunchers,
};

/** Looks at everything in a fixed order, and goes on where one look fails. */
export async function diagnose(patient: Patient): Promise<readonly Finding[]> {
  const before = await look(isForeign(patient.home.folder) ? ABROAD : BEFORE, patient);
  // What stands behind a ledger that does not open would only be told wrong the same way, over and over.
  if (before.some(({ check, state }) => state === 'problem' && check in OPENING)) return before;
  try {
    const { services, outside } = await patient.open();
    let looked: ReturnType<OpenPatient['deliveries']> | null = null;
    const deliveries = () => {
      looked ??= services.delivering.deliveries();
      return looked;
    };
    return [...before, ...(await look(BEHIND, { ...patient, services, outside, deliveries }))];
  } catch (error) {
    return [...before, failed('ledger', error)];
  }
}

const OPENING = { home: true, ledger: true };

async function look<Of>(checks: Checks<Of>, of: Of): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [name, check] of Object.entries(checks)) {
    try {
      findings.push(...(await check(of)));
    } catch (error) {
      findings.push(failed(name, error));
    }
  }
  return findings;
}

/** SECURITY: of an error that is not ours only its kind is told: its words may quote what was read. */
function failed(check: string, error: unknown): Finding {
  if (error instanceof AppError) return problem(check, error.message, error.next ?? 'Try again.');
  const { name, code } = error instanceof Error ? (error as NodeJS.ErrnoException) : { name: typeof error };
  const kind = [name, code].filter(Boolean).join(', ');
  return problem(
    check,
    `It could not be looked at (${kind}).`,
    'Look whether the home folder can be read, then run keyrack doctor again.',
  );
}
