import type { Clock } from '#core/ports/clock.ts';
import type { ProviderPlugin, ServiceAccess } from '#core/ports/provider.ts';
import type { RemoteStore } from '#core/ports/remote-store.ts';
import { OPERATIONS } from '#shared/model/provider.ts';
import { createHttpClient } from '../http/client.ts';
import { LIMITS, type Limits } from '../http/limits.ts';
import type { Context } from './context.ts';
import { chooseBaseUrl, destinations, reachable } from './hosts.ts';
import type { Manifest } from './manifest/index.ts';
import { tellsLastUse } from './mapping.ts';
import { offersOf } from './offers.ts';
import { beginsWith } from './opened.ts';
import { checkParams, withDefaults } from './params.ts';
import { checkPaths, inferredPaths } from './paths.ts';
import { retryAfterIn } from './retry-after.ts';
import { createService } from './service.ts';
import { snippetsOf } from './snippets.ts';
import { summarise } from './summary.ts';
import { createTokenStore, type TokenStore } from './tokens.ts';

export interface EngineOptions {
  readonly clock: Clock;
  readonly limits?: Limits;
  /** 0 to 1, for the jitter between retries. */
  readonly random?: () => number;
}

/** Where a manifest comes from. */
export interface Origin {
  /** Described by the user. */
  readonly custom: boolean;
  /** As the user wrote it, JSON; absent: as the engine reads it. */
  readonly text?: string;
}

function contextOf(
  manifest: Manifest,
  { clock, limits = LIMITS, random = Math.random }: EngineOptions,
  tokens: TokenStore,
  access: ServiceAccess,
): Context {
  const reach = reachable(manifest, access.baseUrl, access.params);
  return {
    manifest,
    access,
    params: withDefaults(manifest, access.params),
    reach,
    clock,
    tokens,
    worked: new Map(Object.entries(access.candidates) as [keyof typeof access.candidates, string][]),
    http: createHttpClient({
      service: manifest.name,
      baseUrl: reach.baseUrl,
      allowedOrigins: reach.origins,
      transport: access.transport,
      pace: access.pace,
      clock,
      limits,
      random,
      rateLimit: manifest.rateLimit,
      retryAfter: retryAfterIn(manifest),
      log: access.log,
    }),
  };
}

/** What no manifest can say, in code. */
export interface Hook {
  readonly store: (context: Context) => RemoteStore;
}

/** The engine: a manifest becomes a provider. */
export function createProvider(
  manifest: Manifest,
  options: EngineOptions,
  { custom, text }: Origin = { custom: false },
  hook?: Hook,
): ProviderPlugin {
  const inferred = inferredPaths(manifest, OPERATIONS);
  // Beyond one connection's life: a token that was bought serves the next request too.
  const tokens = createTokenStore(options.clock);
  return {
    summary: summarise(manifest, custom),
    hintLength: manifest.hint?.length ?? null,
    tellsLastUse: tellsLastUse(manifest),
    manifest: text ?? JSON.stringify(manifest, null, 2),
    offers: (switchedOn) => offersOf(manifest, switchedOn),
    isTestKey: (secret) => manifest.modes.find(({ prefix }) => beginsWith(secret, prefix))?.testMode ?? null,
    checkParams: (params) => checkParams(manifest, params),
    inferredPaths: inferred,
    checkPaths: (paths) => checkPaths(manifest, inferred, paths),
    connect: (access) => createService(contextOf(manifest, options, tokens, access)),
    ...(hook === undefined
      ? {}
      : { store: (access) => hook.store(contextOf(manifest, options, tokens, access)) }),
    destinations: ({ baseUrl, params }) => destinations(manifest, baseUrl, params),
    baseUrl: (question) => chooseBaseUrl(manifest, question),
    snippets: (question) => snippetsOf(manifest, question),
    selfTests: manifest.mcp
      .filter(({ selfTest }) => selfTest.length > 0)
      .map(({ command, selfTest }) => ({ command, words: selfTest })),
  };
}
