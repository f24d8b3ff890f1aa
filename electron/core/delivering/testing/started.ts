import { AppError } from '../../errors.ts';
import type { ClientLaunch } from '../../ports/client-launch.ts';
import type { ProgramOrder } from '../../ports/processes.ts';
import type { SelfTest } from '../../ports/provider.ts';
import type { DeliveryTestDeps, TestWatch } from './deps.ts';
import { greeted } from './greeted.ts';
import { endWords, type Ran, runToEnd } from './programs.ts';
import type { Outcome } from './report.ts';
import { selfTestOf } from './self-test.ts';
import { inherited } from './surroundings.ts';
import { tailOf } from './tail.ts';
import { within } from './waiting.ts';

// The first start of an npx command fetches the server.
const START_MS = 60_000;
// How a program ended is known a moment after its streams are.
const END_MS = 1_000;

type Deps = Pick<DeliveryTestDeps, 'start' | 'mcp' | 'machine' | 'clock'>;
type Started = Extract<ClientLaunch, { kind: 'started' }>;

/** Starts the server as the client does, speaks to it, and ends it with all that it has started. */
export async function testStarted(
  deps: Deps,
  launch: Started,
  { folder, selfTests }: { readonly folder: string; readonly selfTests: readonly SelfTest[] },
  watch: TestWatch,
): Promise<Outcome> {
  const env = { ...inherited(deps.machine), ...launch.env };
  const order = { words: launch.command, env, folder };
  const words = selfTestOf(launch.command, selfTests);
  const failed = words === null ? null : await selfTest(deps, order, words, watch);
  return failed ?? converse(deps, order, watch);
}

/** @returns null where it went well */
async function selfTest(
  { start, clock }: Deps,
  order: ProgramOrder,
  words: readonly string[],
  { signal, onStep }: TestWatch,
): Promise<Outcome | null> {
  onStep('self-test');
  const own = { ...order, words: [...order.words, ...words] };
  const what = `The server’s own test (${words.join(' ')})`;
  const wait = { ms: START_MS, signal, what: `${what} did not end` };
  const { end, output, errors } = await within(clock, wait, (inner) => runToEnd(start, own, inner));
  if ('code' in end && end.code === 0) return null;
  const said = `${output.text()}\n${errors.text()}`;
  return { ok: false, ...endWords(what, end, order.words[0] ?? ''), output: said };
}

async function converse(
  { start, mcp, clock }: Deps,
  order: ProgramOrder,
  { signal, onStep }: TestWatch,
): Promise<Outcome> {
  onStep('start');
  const program = await start(order);
  const errors = tailOf(program.errors);
  try {
    const wait = { ms: START_MS, signal, what: 'The server was started and did not answer' };
    const greeting = await within(clock, wait, (inner) =>
      mcp.greetProgram(program, { signal: inner, onStep }),
    );
    return { ...greeted(greeting), output: errors.text() };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
    const { message, next } = error;
    // What it answered says more than how it ended.
    const end = error.code === 'service-failed' ? await endOf(clock, program.ended) : null;
    const words =
      end === null
        ? { message, next }
        : endWords('Before it had answered, the server', end, order.words[0] ?? '');
    return { ok: false, quotes: true, ...words, output: errors.text() };
  } finally {
    await program.stop();
  }
}

/** @returns null where it still runs */
function endOf(clock: DeliveryTestDeps['clock'], ended: Promise<Ran['end']>): Promise<Ran['end'] | null> {
  return new Promise((resolve) => {
    const stop = clock.after(END_MS, () => resolve(null));
    void ended.then((end) => {
      stop();
      resolve(end);
    });
  });
}
