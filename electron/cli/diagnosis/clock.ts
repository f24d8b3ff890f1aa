import type { Ledger } from '#core/ports/ledger.ts';
import type { Finding } from '../context.ts';
import { type OpenPatient, ok, problem, warning } from './finding.ts';

/** Two processes of this machine never differ by more. */
const TOLERANCE_MS = 120_000;
const ANSWER_MS = 10_000;
const ROWS = 100;

const FIX =
  'Set the clock of this computer (Linux: timedatectl set-ntp true; macOS, Windows: date and time in the settings).';

/** Rows of the ledger are never of the future, and with --online a service tells its time. */
export async function checkClock(patient: OpenPatient): Promise<readonly Finding[]> {
  const now = patient.machine.now();
  const newest = newestOf(patient.outside.ledger);
  if (newest - now.getTime() > TOLERANCE_MS) {
    const written = new Date(newest).toISOString();
    return [
      problem(
        'clock',
        `The clock says ${now.toISOString()}, and the ledger has rows of ${written}: it is behind, or was ahead then. Expiry and rotation are judged by it.`,
        FIX,
      ),
    ];
  }
  const here = ok('clock', `${now.toISOString()}, not before the newest row of the ledger.`);
  return patient.isOnline ? [here, await asked(patient)] : [here];
}

/** Times that this machine wrote; those of a service are by its own clock. */
function newestOf({ audit, changes, deliveries }: Ledger): number {
  const times = [
    ...audit.list(ROWS).map(({ at }) => at),
    ...changes.list().map(({ at }) => at),
    ...deliveries.list().map(({ createdAt }) => createdAt),
  ];
  return times.reduce((newest, at) => Math.max(newest, Date.parse(at) || 0), 0);
}

/** Only a host that a connection leads to anyway, without its credential; one behind a proxy of its own is passed over. */
async function asked({ outside, machine }: OpenPatient): Promise<Finding> {
  const reached = outside.ledger.connections.list();
  const connection = reached.find(({ baseUrl, proxy }) => baseUrl.startsWith('https:') && proxy === null);
  if (connection === undefined) return ok('clock', 'No connection leads to a service that could be asked.');
  const { baseUrl, id, ca } = connection;
  const send = outside.transport({ connectionId: id, proxy: null, ca });
  const { host } = new URL(baseUrl);
  const signal = AbortSignal.timeout(ANSWER_MS);
  const answer = await send({ method: 'HEAD', url: baseUrl, headers: {}, body: null, signal }).catch(
    () => null,
  );
  await answer?.body?.cancel();
  const theirs = Date.parse(answer?.headers.get('date') ?? '');
  if (Number.isNaN(theirs)) {
    const fix = `See why with: keyrack connection diagnose ${id}`;
    return warning('clock', `${host} did not tell its time.`, fix);
  }
  const seconds = Math.round((machine.now().getTime() - theirs) / 1000);
  if (Math.abs(seconds) * 1000 <= TOLERANCE_MS) return ok('clock', `As at ${host}, within two minutes.`);
  const way = seconds > 0 ? 'ahead of' : 'behind';
  return problem('clock', `The clock is ${Math.abs(seconds)} seconds ${way} that of ${host}.`, FIX);
}
