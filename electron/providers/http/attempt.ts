import { AppError } from '#core/errors.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { HttpResponse, Transport } from '#core/ports/http.ts';
import { discard, readBody } from './body.ts';
import type { Answer, Call, Outcome, RateLimitHeaders } from './call.ts';
import { checkJsonType, parseJson } from './json.ts';
import type { Limits } from './limits.ts';
import { askedWait, httpDate, longest } from './retry-after.ts';
import { type Trouble, troubleOf } from './trouble.ts';
import { createWatch, type Watch } from './watch.ts';

export interface AttemptOptions {
  /** The service's name, for the words of an error. */
  readonly service: string;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly rateLimit: RateLimitHeaders;
  /** @returns milliseconds that the body of an error asks to wait; null where it does not say */
  readonly retryAfter: (document: unknown) => number | null;
}

export type Try = Outcome & { readonly isClosed?: boolean };

const late = (service: string, ms: number) =>
  new AppError('network', {
    message: `${service} did not answer within ${Math.round(ms / 1000)} seconds.`,
    next: 'Check the network and try again.',
  });

const BODILESS = new Set([204, 205, 304]);

function isRead({ method, read }: Call, status: number): boolean {
  if (method === 'HEAD' || BODILESS.has(status)) return false;
  return read === 'always' || (read === 'errors' && status >= 400);
}

async function readAnswer(
  { service, limits }: AttemptOptions,
  call: Call,
  response: HttpResponse,
  watch: Watch,
): Promise<Answer['body']> {
  if (!isRead(call, response.status)) {
    discard(response.body);
    return { state: 'unread' };
  }
  try {
    checkJsonType(service, response.headers.get('content-type'));
    const bytes =
      response.body === null ? new Uint8Array() : await readBody(response.body, { service, limits, watch });
    return { state: 'json', document: parseJson(service, bytes, limits.maxDepth) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    discard(response.body);
    return { state: 'unusable', failure: error };
  }
}

/** Judges the waits by the moment at which the headers came: they are counted from there. */
async function answerOf(
  options: AttemptOptions,
  call: Call,
  response: HttpResponse,
  { watch, began }: { readonly watch: Watch; readonly began: number },
): Promise<Answer> {
  const { clock, rateLimit, retryAfter } = options;
  const { status, headers } = response;
  const came = clock.now().getTime();
  const date = httpDate(headers.get('date'));
  const asked = askedWait(status, headers, rateLimit, came);
  const body = await readAnswer(options, call, response, watch);
  const inBody = status >= 400 && body.state === 'json' ? retryAfter(body.document) : null;
  return {
    status,
    headers,
    retryAfterMs: longest([asked, inBody]),
    clockSkewMs: date === null ? null : date - came,
    milliseconds: clock.now().getTime() - began,
    body,
  };
}

function failed(trouble: Trouble, service: string): Try {
  const { maybeSent, isClosed } = trouble;
  return { state: 'failed', maybeSent, isClosed, failure: trouble.failure(service) };
}

/** Sends once. */
export async function attempt(options: AttemptOptions, call: Call, url: string): Promise<Try> {
  const { service, limits, clock, transport } = options;
  const watch = createWatch(clock, call.signal);
  const { method, headers, body } = call;
  if (watch.signal.aborted) return { state: 'failed', maybeSent: false, failure: watch.signal.reason };
  watch.deadline(limits.totalMs, () => late(service, limits.totalMs));
  const headersCame = watch.deadline(limits.headersMs, () => late(service, limits.headersMs));
  const began = clock.now().getTime();
  try {
    const response = await watch.race(transport({ method, url, headers, body, signal: watch.signal }));
    headersCame();
    return { state: 'answered', answer: await answerOf(options, call, response, { watch, began }) };
  } catch (error) {
    if (watch.signal.aborted) return { state: 'failed', maybeSent: true, failure: watch.signal.reason };
    return failed(troubleOf(error), service);
  } finally {
    watch.end();
  }
}
