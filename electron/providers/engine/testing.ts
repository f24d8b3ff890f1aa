import { AppError } from '#core/errors.ts';
import type { ServiceTest } from '#core/ports/provider.ts';
import type { Answer } from '../http/call.ts';
import { pickFitting } from './answer-path.ts';
import type { Context } from './context.ts';
import { refusalAbout } from './missing.ts';
import { probeAsk, reading } from './probing.ts';
import { asText } from './reads.ts';
import type { Ask } from './request.ts';
import { ask, sendWith } from './sending.ts';
import { isSuccess } from './success.ts';
import { apiWayOf } from './ways.ts';

const USUAL_REMAINING = ['x-ratelimit-remaining', 'ratelimit-remaining'];

function requestsLeft({ manifest }: Context, { headers }: Answer): number | null {
  const { remaining } = manifest.rateLimit;
  const names = remaining === undefined ? USUAL_REMAINING : [remaining];
  const value = names
    .map((name) => headers.get(name))
    .find((one) => one !== null)
    ?.trim();
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : null;
}

function accountIn({ way }: Ask, { body }: Answer): string | null {
  if (way.account === undefined || body.state !== 'json') return null;
  const name = pickFitting(body.document, way.account, (value) => asText(value) ?? null);
  return name === '' ? null : name;
}

const NOTHING_SEEN = { clockSkewMs: null, requestsLeft: null, account: null };

function failed(error: unknown, seen: Omit<ServiceTest, 'ok' | 'message' | 'next'>): ServiceTest {
  if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
  return { ...seen, ok: false, message: error.message, next: error.next, code: error.code };
}

const seenIn = (context: Context, what: Ask, answer: Answer) => ({
  clockSkewMs: answer.clockSkewMs,
  requestsLeft: requestsLeft(context, answer),
  account: accountIn(what, answer),
});

const PRESENCE = ['health', 'verify', 'list', 'limits', 'scopes'] as const;

/** The first thing that can be asked without a body: a GET or HEAD that the manifest knows. */
function presenceAsk(context: Context, signal: AbortSignal | undefined): Ask | null {
  const { manifest, access } = context;
  for (const operation of PRESENCE) {
    const way = apiWayOf(manifest, operation, access.inferred);
    const isPlain = way !== null && way.request.body === undefined && !way.request.path.startsWith('{base}');
    if (isPlain && ['GET', 'HEAD'].includes(way.request.method)) {
      return { ...reading(operation, way, signal), anonymous: true, read: 'errors' };
    }
  }
  return null;
}

/**
 * Whether the service is there, asked without any credential: a refusal comes from it too.
 * @throws AppError cancelled; nothing else
 */
export async function checkHealth(context: Context, signal: AbortSignal | undefined): Promise<ServiceTest> {
  const { manifest } = context;
  const what = presenceAsk(context, signal);
  if (what === null) {
    const message = `The manifest of ${manifest.name} names nothing that could be asked without a credential.`;
    return { ...NOTHING_SEEN, ok: true, message, next: null };
  }
  try {
    const outcome = await sendWith(context, what, null);
    if (outcome.state === 'failed') return failed(outcome.failure, NOTHING_SEEN);
    const { answer } = outcome;
    const seen = { ...seenIn(context, what, answer), account: null };
    const own = what.operation === 'health' && what.way.request.credential === 'none';
    const isThere = own ? isSuccess(what.way.success, answer) : answer.status < 500 && answer.status !== 404;
    if (isThere) return { ...seen, ok: true, message: `${manifest.name} answers.`, next: null };
    return failed(refusalAbout(context, what, answer, []), seen);
  } catch (error) {
    return failed(error, NOTHING_SEEN);
  }
}

/**
 * Asks something harmless with the management credential; without one, only whether the service is there.
 * @throws AppError cancelled; nothing else
 */
export async function testConnection(
  context: Context,
  signal: AbortSignal | undefined,
): Promise<ServiceTest> {
  const { manifest, access } = context;
  const what = access.credential === null ? null : accountAsk(context, signal);
  if (what === null) return checkHealth(context, signal);
  try {
    const answer = await ask(context, what);
    const seen = seenIn(context, what, answer);
    if (!isSuccess(what.way.success, answer))
      return failed(refusalAbout(context, what, answer, answer.sent), seen);
    return { ...seen, ok: true, message: `${manifest.name} answers and accepts the credential.`, next: null };
  } catch (error) {
    return failed(error, NOTHING_SEEN);
  }
}

/** What tells who we are goes first: it is a test too. */
function accountAsk(context: Context, signal: AbortSignal | undefined): Ask | null {
  const { manifest, access } = context;
  const health = apiWayOf(manifest, 'health', access.inferred);
  return health?.request.credential === 'management'
    ? reading('health', health, signal)
    : probeAsk(context, signal);
}
