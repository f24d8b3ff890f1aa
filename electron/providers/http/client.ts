import { AppError } from '#core/errors.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { HttpRequest, HttpResponse, Transport } from '#core/ports/http.ts';
import { discard, readBody } from './body.ts';
import { checkJsonType, parseJson } from './json.ts';
import type { Limits } from './limits.ts';
import { requestUrl } from './policy.ts';
import { isPassing, MAX_RETRIES, retryAfterMs, retryDelay } from './retry.ts';
import { type Trouble, troubleOf } from './trouble.ts';
import { createWatch, type Watch } from './watch.ts';

export interface Call {
  readonly method: HttpRequest['method'];
  /** Below the base URL; its values are percent-encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** False: the answer's body is dropped unread. */
  readonly read: boolean;
  readonly signal: AbortSignal | undefined;
}

/** What came back: any status counts as an answer. */
export interface Answer {
  readonly status: number;
  readonly retryAfterMs: number | null;
  readonly body:
    | { readonly state: 'json'; readonly document: unknown }
    | { readonly state: 'unread' }
    | { readonly state: 'unusable'; readonly failure: AppError };
}

type Outcome =
  | { readonly state: 'answered'; readonly answer: Answer }
  /** `maybeSent` false: not one byte of the request can have reached the service. */
  | { readonly state: 'failed'; readonly maybeSent: boolean; readonly failure: AppError };

export interface HttpClient {
  /** Sent once. Never throws for what the service or the network does. @throws AppError invalid-input (address) */
  send(call: Call): Promise<Outcome>;
  /** For GET: repeated up to three times while the trouble looks passing. */
  sendRepeatably(call: Call): Promise<Outcome>;
}

export interface ClientOptions {
  /** The service's name, for the words of an error. */
  readonly service: string;
  readonly baseUrl: string;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly limits: Limits;
  /** 0 to 1, for the jitter. */
  readonly random: () => number;
}

const late = (service: string, ms: number) =>
  new AppError('network', {
    message: `${service} did not answer within ${Math.round(ms / 1000)} seconds.`,
    next: 'Check the network and try again.',
  });

type Try = Outcome & { readonly isClosed?: boolean };

async function readAnswer(
  options: ClientOptions,
  call: Call,
  response: HttpResponse,
  watch: Watch,
): Promise<Answer['body']> {
  const { service, limits } = options;
  if (!call.read) {
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

function failed(trouble: Trouble, service: string): Try {
  return {
    state: 'failed',
    maybeSent: trouble.maybeSent,
    isClosed: trouble.isClosed,
    failure: trouble.failure(service),
  };
}

async function attempt(options: ClientOptions, call: Call, url: string): Promise<Try> {
  const { service, limits, clock, transport } = options;
  const watch = createWatch(clock, call.signal);
  const { method, headers, body } = call;
  if (watch.signal.aborted) return { state: 'failed', maybeSent: false, failure: watch.signal.reason };
  watch.deadline(limits.totalMs, () => late(service, limits.totalMs));
  const headersCame = watch.deadline(limits.headersMs, () => late(service, limits.headersMs));
  try {
    const response = await watch.race(transport({ method, url, headers, body, signal: watch.signal }));
    headersCame();
    return {
      state: 'answered',
      answer: {
        status: response.status,
        retryAfterMs: retryAfterMs(response.headers.get('retry-after'), clock.now()),
        body: await readAnswer(options, call, response, watch),
      },
    };
  } catch (error) {
    if (watch.signal.aborted) return { state: 'failed', maybeSent: true, failure: watch.signal.reason };
    return failed(troubleOf(error), service);
  } finally {
    watch.end();
  }
}

const isWorthRepeating = (result: Try): boolean =>
  result.state === 'answered' ? isPassing(result.answer.status) : result.isClosed === true;

/** Resolves after `ms`, or at once when the user gives up. */
function pause(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.after(ms, done);
    signal?.addEventListener('abort', done, { once: true });
  });
}

/** A client that can reach one base URL and nothing else. */
export function createHttpClient(options: ClientOptions): HttpClient {
  const { baseUrl, clock, limits, random } = options;

  async function repeat(call: Call, url: string, tries: number): Promise<Outcome> {
    const result = await attempt(options, call, url);
    if (tries === MAX_RETRIES || !isWorthRepeating(result)) return result;
    const asked = result.state === 'answered' ? result.answer.retryAfterMs : null;
    const delay = retryDelay(tries, asked, limits, random());
    if (delay === null) return result;
    await pause(clock, delay, call.signal);
    return repeat(call, url, tries + 1);
  }

  return {
    send: (call) => attempt(options, call, requestUrl(baseUrl, call.path)),
    sendRepeatably: (call) => repeat(call, requestUrl(baseUrl, call.path), 0),
  };
}
