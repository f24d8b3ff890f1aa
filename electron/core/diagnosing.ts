import { DIAGNOSIS_STEPS, type Diagnosis, type DiagnosisStep } from '#shared/model/connection.ts';
import { AppError } from './errors.ts';
import type { ConnectionRow } from './ports/ledger.ts';
import type { Looked, NetworkLook, Prober } from './ports/prober.ts';
import type { Service, ServiceTest } from './ports/provider.ts';
import type { Reach } from './reach.ts';
import type { DiagnoseOptions } from './services.ts';

export interface Diagnosing {
  readonly reach: Reach;
  readonly prober: Prober;
}

type StepName = DiagnosisStep['step'];
interface Found extends Omit<DiagnosisStep, 'step'> {
  /** What to do about it. */
  readonly next?: string | null;
}
interface Findings {
  readonly found: ReadonlyMap<StepName, Found>;
  readonly set: (step: StepName, found: Found) => void;
}

function collect(onStep: DiagnoseOptions['onStep']): Findings {
  const all = new Map<StepName, Found>();
  return {
    found: all,
    set: (step, found) => {
      const { state, message } = found;
      if (!all.has(step)) onStep?.({ step, state, message });
      all.set(step, found);
    },
  };
}

/** Signatures and expiry of tokens are judged by clocks; services commonly bear a minute. */
const SKEW_MS = 60_000;

const ok = (message: string): Found => ({ state: 'ok', message });
const skipped = (message: string): Found => ({ state: 'skipped', message });

const NETWORK_NEXT: Readonly<Record<keyof NetworkLook, string>> = {
  proxy: "Check the proxy's address, user and password in the connection's settings.",
  dns: 'Check the network and the address; a VPN or a proxy may be needed for this name.',
  tcp: 'Check the network; a firewall or a missing proxy may be in the way.',
  tls: 'If a proxy of your company looks into connections, add its certificate authority to this connection.',
};

async function asFound(work: () => Promise<Found> | Found): Promise<Found> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
    return { state: 'problem', message: error.message, next: error.next };
  }
}

async function lookAtNetwork(
  { reach, prober }: Diagnosing,
  row: ConnectionRow,
  findings: Findings,
  signal: AbortSignal,
): Promise<void> {
  const own = row.customHost ? "named by you, not the service's own" : "the service's own";
  let address = row.baseUrl;
  const known = await asFound(async () => {
    address = await reach.address(row);
    return ok(`${address} (${own})`);
  });
  findings.set('address', known);
  if (known.state === 'problem') return;
  const onLook = (step: keyof NetworkLook, looked: Looked) =>
    findings.set(step, { ...looked, next: looked.state === 'ok' ? null : NETWORK_NEXT[step] });
  const way = await asFound(async () => {
    const look = await prober.look(address, await reach.wayOut(row), signal, onLook);
    for (const step of ['proxy', 'dns', 'tcp', 'tls'] as const) onLook(step, look[step]);
    return look.proxy;
  });
  if (way.state === 'problem') findings.set('proxy', { next: NETWORK_NEXT.proxy, ...way });
}

const heard = ({ ok: good, message, next }: ServiceTest): Found => ({
  state: good ? 'ok' : 'problem',
  message,
  next,
});

/** @returns what the service said of itself: by its test where there is a credential, else by its health */
async function ask(
  { reach }: Diagnosing,
  row: ConnectionRow,
  findings: Findings,
  signal: AbortSignal,
): Promise<ServiceTest | null> {
  let told: ServiceTest | null = null;
  const health = await asFound(async () => {
    told = await (await reach.service(row, { withoutCredential: true })).health(signal);
    return heard(told);
  });
  findings.set('health', health);
  if (health.state === 'problem') return told;
  const verify = await asFound(async () => {
    if (!reach.needsCredential(row)) return skipped('This connection uses no management credential.');
    const tested = await (await reach.service(row)).test(signal);
    told = tested;
    return heard(tested);
  });
  findings.set('verify', verify);
  return told;
}

function clockWords(skewMs: number | null): Found {
  if (skewMs === null) return skipped('The service did not tell its time.');
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  if (Math.abs(skewMs) <= SKEW_MS) return ok(`The clocks differ by ${seconds} s.`);
  return {
    state: 'warning',
    message: `The clock here is ${seconds} s ${skewMs > 0 ? 'behind' : 'ahead of'} the service's.`,
    next: 'Set the clock of this computer by the network; keys may seem expired, or not valid yet.',
  };
}

async function scopesSeen(
  { reach }: Diagnosing,
  row: ConnectionRow,
  service: () => Promise<Service>,
  signal: AbortSignal,
): Promise<Found> {
  if (reach.offer(row, 'scopes').way !== 'api') {
    const { scopes } = reach.plugin(row.provider).summary;
    return skipped(`The service does not list its scopes; ${scopes.length} are known from its documents.`);
  }
  const found = await asFound(async () => {
    const scopes = await (await service()).scopes(signal);
    return ok(`${scopes.length} scopes: ${scopes.map(({ id }) => id).join(', ')}`);
  });
  return found.state === 'problem' ? { ...found, state: 'warning' } : found;
}

const SPANS = new Map([
  [1, 'a second'],
  [60, 'a minute'],
  [3_600, 'an hour'],
  [86_400, 'a day'],
]);

const limitWords = ({ count, perSeconds }: { readonly count: number; readonly perSeconds: number }) =>
  `${count.toLocaleString('en')} ${SPANS.get(perSeconds) ?? `in ${perSeconds} s`}`;

function limitsLeft({ reach }: Diagnosing, row: ConnectionRow, left: number | null): Found {
  const { requests } = reach.plugin(row.provider).summary.limits;
  const known = requests.map(limitWords).join(', ');
  const documented = known === '' ? '' : ` Known from its documents: ${known}.`;
  if (left === null) return skipped(`The service does not tell what is left.${documented}`);
  if (left > 0) return ok(`${left} requests are left for now.${documented}`);
  const next = 'Wait until the service takes requests again; Keyrack keeps to that by itself.';
  return { state: 'warning', message: `No request is left for now.${documented}`, next };
}

function conclude(row: ConnectionRow, findings: Findings): Pick<Diagnosis, 'conclusion' | 'next'> {
  const all = [...findings.found.values()];
  const first = all.find(({ state }) => state === 'problem') ?? all.find(({ state }) => state === 'warning');
  if (first === undefined) return { conclusion: `"${row.name}" works.`, next: null };
  const verdict = first.state === 'problem' ? 'does not work' : 'works, with a warning';
  return { conclusion: `"${row.name}" ${verdict}: ${first.message}`, next: first.next ?? null };
}

const BY_HAND = 'Everything is done by hand in the console of the service, so there is nothing to look at.';

const withoutAddress = ({ name }: ConnectionRow): Diagnosis => ({
  steps: DIAGNOSIS_STEPS.map((step): DiagnosisStep => ({ step, state: 'skipped', message: BY_HAND })),
  conclusion: `"${name}" has no address: Keyrack asks the service nothing.`,
  next: null,
});

/**
 * Looks at the whole way to a service, step by step.
 * @throws AppError cancelled; every other failure is a step of the diagnosis
 */
export async function diagnoseConnection(
  deps: Diagnosing,
  row: ConnectionRow,
  { signal = new AbortController().signal, onStep }: DiagnoseOptions = {},
): Promise<Diagnosis> {
  if (row.baseUrl === '') return withoutAddress(row);
  const findings = collect(onStep);
  const failed = () => [...findings.found].find(([, { state }]) => state === 'problem')?.[0];
  await lookAtNetwork(deps, row, findings, signal);
  if (failed() === undefined) {
    const told = await ask(deps, row, findings, signal);
    if (told !== null) findings.set('clock', clockWords(told.clockSkewMs));
    if (failed() === undefined) {
      findings.set('scopes', await scopesSeen(deps, row, () => deps.reach.service(row), signal));
      findings.set('limits', limitsLeft(deps, row, told?.requestsLeft ?? null));
    }
  }
  const broken = failed();
  const steps = DIAGNOSIS_STEPS.map((step): DiagnosisStep => {
    const { state, message } =
      findings.found.get(step) ?? skipped(`Not looked at, because of what was found at "${broken}".`);
    return { step, state, message };
  });
  return { steps, ...conclude(row, findings) };
}
