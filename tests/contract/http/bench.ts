import type { AppError } from '#core/errors.ts';
import type { Transport } from '#core/ports/http.ts';
import type { Pace } from '#core/ports/pacing.ts';
import { systemClock } from '../../../electron/platform/clock.ts';
import type { Call, Outcome } from '../../../electron/providers/http/call.ts';
import { type ClientOptions, createHttpClient } from '../../../electron/providers/http/client.ts';
import { LIMITS } from '../../../electron/providers/http/limits.ts';

export const SECRET = 'CANARY-5d41402abc4b2a76b9719d911017c592';

/** Where nothing is to be waited for. */
export const noPace: Pace = { turn: async () => () => undefined, hold: () => undefined };

export const GET: Call = {
  method: 'GET',
  path: '/v1/keys',
  headers: { authorization: `Bearer ${SECRET}`, 'x-api-key': SECRET },
  body: null,
  read: 'always',
  repeatable: true,
  signal: undefined,
};
export const POST: Call = {
  ...GET,
  method: 'POST',
  headers: { ...GET.headers, 'content-type': 'application/json' },
  body: JSON.stringify({ name: SECRET }),
  repeatable: false,
};

export function client(baseUrl: string, transport: Transport, more: Partial<ClientOptions> = {}) {
  return createHttpClient({
    service: 'Acme',
    baseUrl,
    allowedOrigins: [],
    transport,
    pace: noPace,
    clock: systemClock,
    limits: { ...LIMITS, retryBaseMs: 1 },
    random: Math.random,
    rateLimit: { resetIn: 'epochS' },
    retryAfter: () => null,
    log: undefined,
    ...more,
  });
}

export const statusOf = (outcome: Outcome): number | string =>
  outcome.state === 'answered' ? outcome.answer.status : outcome.failure.code;

/** @returns why nothing came back */
export function failureOf(outcome: Outcome): AppError {
  if (outcome.state === 'failed') return outcome.failure;
  throw new Error(`expected a failure, got HTTP ${outcome.answer.status}`);
}
