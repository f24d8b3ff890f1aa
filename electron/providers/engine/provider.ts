import { AppError } from '#core/errors.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { ProviderPlugin } from '#core/ports/provider.ts';
import { OPERATIONS, type Provider } from '#shared/model/provider.ts';
import { createHttpClient } from '../http/client.ts';
import { LIMITS, type Limits } from '../http/limits.ts';
import { parseBaseUrl } from '../http/policy.ts';
import type { Host, Manifest } from './manifest.ts';
import { createService } from './service.ts';

export interface EngineOptions {
  readonly clock: Clock;
  readonly limits?: Limits;
  /** 0 to 1, for the jitter between retries. */
  readonly random?: () => number;
}

function summarise(manifest: Manifest, host: Host): Provider {
  const { id, name, about, evidence, scopes, scopesRequired, testMode, expiry, variable, mcp, ops } =
    manifest;
  return {
    id,
    name,
    about,
    evidence,
    scopes,
    scopesRequired,
    testMode,
    expiry,
    variable,
    mcp,
    operations: OPERATIONS.filter((operation) => Object.hasOwn(ops, operation)),
    credential: host.kind !== 'built-in',
    userHost: host.kind === 'user',
  };
}

function baseUrlOf(manifest: Manifest, host: Host, wanted: string | undefined): string {
  if (wanted !== undefined)
    return parseBaseUrl(wanted, host.kind === 'fixed' ? 'https-only' : 'http-to-loopback');
  if (host.kind === 'fixed') return parseBaseUrl(host.baseUrl, 'https-only');
  throw new AppError('invalid-input', {
    message: `${manifest.name} has no address of its own.`,
    next: 'Enter the base URL of your instance.',
    field: 'baseUrl',
  });
}

/** The engine: a manifest becomes a provider. */
export function createProvider(
  manifest: Manifest,
  { clock, limits = LIMITS, random = Math.random }: EngineOptions,
): ProviderPlugin {
  const [host] = manifest.hosts;
  if (host === undefined) throw new Error(`the manifest ${manifest.id} names no host`);
  const baseUrl = (wanted: string | undefined) => baseUrlOf(manifest, host, wanted);
  return {
    summary: summarise(manifest, host),
    hintLength: manifest.hint?.length ?? null,
    baseUrl,
    connect: (access) => {
      // Judged again here: a base URL from the ledger is no better than one from a form.
      const http = createHttpClient({
        service: manifest.name,
        baseUrl: baseUrl(access.baseUrl),
        transport: access.transport,
        clock,
        limits,
        random,
      });
      return createService({ manifest, access, http });
    },
  };
}
