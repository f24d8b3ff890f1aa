import { AppError } from '#core/errors.ts';
import type { Secret } from '#core/secret.ts';
import type { Reason, Verdict } from '#shared/model/key.ts';
import { waitWords } from '#shared/text/wait-words.ts';
import type { Answer } from '../http/call.ts';
import { specOf } from './auth.ts';
import { inOrder, remember } from './candidates.ts';
import type { Context } from './context.ts';
import type { Candidate } from './manifest/auth.ts';
import { reading } from './probing.ts';
import { REASON_WORDS } from './reasons.ts';
import { statusOfAnswer, understand } from './refusals.ts';
import { type Sent, sendWith } from './sending.ts';
import { isSuccess } from './success.ts';
import type { ApiWayOf } from './ways.ts';

type Way = ApiWayOf<'verify'>;
type Is = Verdict['is'];
const isReason = (word: string | null): word is Reason => word !== null && Object.hasOwn(REASON_WORDS, word);

const REFUSED_NEXT =
  'It may be revoked, expired, suspended, of another environment, or not a key of this service: look in its console.';

function plainWords(name: string, is: Is, status: number): Pick<Verdict, 'message' | 'next'> {
  if (is === 'valid') return { message: `${name} accepts the key.`, next: null };
  if (is === 'invalid') return { message: `${name} does not accept the key.`, next: REFUSED_NEXT };
  if (is === 'unknown') {
    return {
      message: `${name} answered with HTTP ${status}, which says nothing about the key.`,
      next: 'Try again later, or look in the console of the service.',
    };
  }
  const { says, next } = REASON_WORDS['scope missing'].key;
  return { message: `${name} ${says}`, next };
}

/** The reason goes with the verdict, or it is not one of this verdict. */
function becauseOf(is: Is, reason: Reason | null): Reason | null {
  const about: Readonly<Record<Is, readonly Reason[]>> = {
    valid: [],
    'valid, scope missing': ['scope missing', 'service not enabled'],
    invalid: ['invalid', 'expired', 'revoked', 'suspended', 'wrong environment'],
    unknown: ['rate limit', 'service not enabled', 'address not allowed'],
  };
  return reason !== null && about[is].includes(reason) ? reason : null;
}

/** 403 with the words of a rate limit or an address list says nothing of the key, whatever the rule for 403 is. */
const isAsked = (is: Is, reason: Reason | null): Is =>
  reason === 'rate limit' || reason === 'address not allowed' ? 'unknown' : is;

function verdictOf({ manifest }: Context, way: Way, answer: Answer, sent: readonly Secret[]): Verdict {
  const status = statusOfAnswer(manifest, answer);
  // An envelope that says no and not why tells nothing of the key, whatever HTTP says.
  const isJudged = answer.status >= 300 || isSuccess(way.success, answer) || status !== answer.status;
  const rule = isJudged ? way.verdict.find((one) => one.status === status) : undefined;
  const { is: meaning } = understand(manifest, answer, sent);
  const reason = rule?.because ?? (isReason(meaning) ? meaning : null);
  const is = isAsked(rule?.is ?? 'unknown', reason);
  const because = becauseOf(is, reason);
  if (because === null) return { is, because, ...plainWords(manifest.name, is, status) };
  const { says, next } = REASON_WORDS[because].key;
  const wait = because === 'rate limit' ? answer.retryAfterMs : null;
  return {
    is,
    because,
    message: `${manifest.name} ${says}`,
    next: wait === null ? next : `Try again ${waitWords(wait)}.`,
  };
}

/** Offline is not "rejected": the key is not judged by it. */
function unasked(error: unknown): Verdict {
  if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
  return { is: 'unknown', because: null, message: error.message, next: error.next };
}

const judge = (context: Context, way: Way, sent: Sent): Verdict =>
  sent.state === 'failed' ? unasked(sent.failure) : verdictOf(context, way, sent.answer, sent.sent);

/** Not here, or not this method: the next candidate may be at another path. */
const isElsewhere = (sent: Sent): boolean =>
  sent.state === 'answered' && (sent.answer.status === 404 || sent.answer.status === 405);

/** A verdict that no other candidate can change: the key is known, or nobody can be asked now. */
const isFinal = (verdict: Verdict, sent: Sent): boolean =>
  verdict.is.startsWith('valid') || (verdict.is === 'unknown' && !isElsewhere(sent));

/**
 * Walks the candidates in order: known by one is valid; known by none, and refused by one, is invalid; found nowhere is
 * unknown.
 */
async function walk(
  context: Context,
  way: Way,
  list: readonly Candidate[],
  sendAs: (candidate: Candidate) => Promise<Sent>,
): Promise<{ readonly verdict: Verdict; readonly by: Candidate | null }> {
  const verdicts: Verdict[] = [];
  for (const candidate of list) {
    const sent = await sendAs(candidate);
    const verdict = judge(context, way, sent);
    if (isFinal(verdict, sent)) return { verdict, by: verdict.is.startsWith('valid') ? candidate : null };
    verdicts.push(verdict);
  }
  const verdict = verdicts.find(({ is }) => is === 'invalid') ?? verdicts[0];
  if (verdict === undefined) throw new Error('a credential without candidates');
  return { verdict, by: null };
}

/** @throws AppError cancelled, invalid-input (a key that cannot be sent) */
export async function verifyKey(
  context: Context,
  way: Way,
  key: Secret,
  signal: AbortSignal | undefined,
): Promise<Verdict> {
  const ask = { ...reading('verify', way, signal), key };
  const spec = specOf(context, 'key');
  if (!('candidates' in spec.auth)) {
    return judge(context, way, await sendWith(context, ask, null).catch(asFailed));
  }
  const { candidates } = spec.auth;
  const first = candidates.find(({ id }) => id === context.worked.get(spec.id)) ?? null;
  const { verdict, by } = await walk(context, way, inOrder(candidates, first), (candidate) =>
    sendWith(context, ask, candidate).catch(asFailed),
  );
  if (by !== null) remember(context, spec.id, by);
  return verdict;
}

/** What stopped us before the key was sent; a key that cannot be sent at all is the caller's to hear of. */
function asFailed(error: unknown): Sent {
  if (!(error instanceof AppError) || error.code === 'invalid-input') throw error;
  return { state: 'failed', maybeSent: false, failure: error, sent: [], path: '' };
}
