import { serverUrlProblem } from '#shared/model/server-url.ts';
import { AppError } from '../../errors.ts';
import type { ClientLaunch } from '../../ports/client-launch.ts';
import type { Secret } from '../../secret.ts';
import type { DeliveryTestDeps, TestWatch } from './deps.ts';
import { greeted } from './greeted.ts';
import { runHelper } from './helper.ts';
import type { Outcome } from './report.ts';
import { within } from './waiting.ts';

const ANSWER_MS = 30_000;

type Deps = Pick<DeliveryTestDeps, 'start' | 'mcp' | 'transport' | 'machine' | 'clock'>;
type Reached = Extract<ClientLaunch, { kind: 'reached' }>;
type Headers = Reached['headers'];

interface Own {
  readonly folder: string;
  /** Told what a helper gives: all of it is secret. */
  readonly onSecrets: (secrets: readonly Secret[]) => void;
}

/** Reaches the server as the client does: with the headers of the file, and those that its helper prints. */
export async function testReached(
  deps: Deps,
  { url, headers, helper }: Reached,
  { folder, onSecrets }: Own,
  watch: TestWatch,
): Promise<Outcome> {
  const problem = serverUrlProblem(url);
  if (problem !== null) return { ok: false, message: 'The address in the file is not used.', next: problem };
  if (helper === null) return ask(deps, url, headers, watch);
  const helped = await runHelper(deps, helper, folder, watch);
  if (helped.state === 'failed') return helped.outcome;
  onSecrets(helped.secrets);
  return ask(deps, url, { ...headers, ...helped.headers }, watch);
}

async function ask(
  { mcp, transport, clock }: Deps,
  url: string,
  headers: Headers,
  { signal, onStep }: TestWatch,
): Promise<Outcome> {
  onStep('start');
  const way = { connectionId: 'delivery-test', proxy: null, ca: null };
  const wait = { ms: ANSWER_MS, signal, what: 'The server did not answer' };
  const address = { url, headers, transport: transport(way) };
  try {
    return greeted(await within(clock, wait, (inner) => mcp.greetUrl(address, { signal: inner, onStep })));
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
    return { ok: false, message: error.message, quotes: true, next: error.next };
  }
}
