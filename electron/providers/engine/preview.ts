import type { Exchange } from '#shared/model/connection.ts';
import type { Operation } from '#shared/model/provider.ts';
import { readOnlyScopes } from '#shared/model/provider.ts';
import { shownHeaders, specOf } from './auth.ts';
import type { Context } from './context.ts';
import { firstPlace } from './pages.ts';
import { reading } from './probing.ts';
import { type Ask, prepare } from './request.ts';
import { credentialOf, directAuth } from './sending.ts';
import type { ApiWay } from './ways.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What a request takes from while nothing of the user's is at hand. */
function example({ manifest, clock }: Context, remoteId: string | null): Ask['inputs'] {
  const now = clock.now().getTime();
  const scopes = readOnlyScopes(manifest.scopes);
  return {
    id: remoteId ?? 'example-id',
    keyId: remoteId ?? 'example-id',
    name: 'Example',
    description: 'Made to show what is sent',
    scopes,
    testMode: manifest.testMode,
    expiresAt: manifest.expiry === 'asked' ? new Date(now + 90 * DAY_MS).toISOString() : null,
    allowedIps: [],
    since: new Date(now - 24 * HOUR_MS).toISOString(),
    condition: 'api_requests > 1000/hour',
  };
}

/** What would be sent, without sending it, and without any secret. @throws AppError invalid-input */
export function previewOf(
  context: Context,
  operation: Operation,
  way: ApiWay,
  remoteId: string | null,
): Exchange {
  const place = way.pagination === undefined ? {} : firstPlace(way.pagination);
  const ask = { ...reading(operation, way, undefined, example(context, remoteId)), ...place };
  const name = credentialOf(ask);
  if (name === null)
    return { request: prepare(context, ask, null, { sent: {}, shown: {} }).shown, answer: null };
  const spec = specOf(context, name);
  const list = 'candidates' in spec.auth ? spec.auth.candidates : [];
  const candidate = list.find(({ id }) => id === context.worked.get(spec.id)) ?? list[0] ?? null;
  const shown = shownHeaders(context, directAuth(spec, candidate), spec);
  return { request: prepare(context, ask, candidate, { sent: {}, shown }).shown, answer: null };
}
