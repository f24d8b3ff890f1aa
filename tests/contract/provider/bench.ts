import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { Transport } from '#core/ports/http.ts';
import type { RemoteKey, RemoteKeyInput, Service, ServiceAccess } from '#core/ports/provider.ts';
import { Secret } from '#core/secret.ts';
import { createAuthority, issueCertificate } from '#tests/counterparts/certificates.ts';
import { type HostileService, type Seen, startHostileService } from '#tests/counterparts/hostile-service.ts';
import { freePace } from '#tests/fakes/pace.ts';
import { systemClock } from '../../../electron/platform/clock.ts';
import { createUndiciTransport } from '../../../electron/platform/transport-undici.ts';
import type { Manifest } from '../../../electron/providers/engine/manifest/index.ts';
import { createProvider } from '../../../electron/providers/engine/provider.ts';
import { LIMITS, type Limits } from '../../../electron/providers/http/limits.ts';
import { manifests } from '../../../electron/providers/index.ts';

// Every provider of the table, through real TLS, against counterparts that were written from documents:
// RFC 9110 (status, Retry-After, redirects), RFC 9112 (framing), RFC 5280 (certificates).

interface Expected {
  readonly request: { readonly method: string; readonly path: string; readonly body?: unknown };
  readonly status: number;
  readonly body: unknown;
}

/** tests/fixtures/providers/<id>/answers.json: what a provider without its row here cannot do is left out. */
export interface Fixture {
  /** Ways that the service has not published are switched on. */
  readonly inferred?: true;
  readonly params?: Readonly<Record<string, string>>;
  /** Which of the manifest's candidates is known to work. */
  readonly candidates?: ServiceAccess['candidates'];
  readonly list: Expected & { readonly means: readonly unknown[] };
  readonly create: Expected & {
    readonly input: RemoteKeyInput;
    readonly means: unknown;
    readonly secret: string;
  };
  readonly revoke?: Expected;
  readonly delete?: Expected;
  readonly verify?: Expected & { readonly verdicts: Readonly<Record<string, string>> };
  /** Its `$MESSAGE` stands where the service says what is wrong, its `$STATUS` where it repeats the status. */
  readonly error: unknown;
}

export const MANAGEMENT = 'management-CANARY-5d41402abc4b2a76b9719d911017c592';
export const KEY = 'key-CANARY-7c6a180b36896a0a8c02787eeafb0e4c';
export const ID = 'some id/1';

export const authority = createAuthority('Keyrack test authority');
export const certificate = issueCertificate(authority);

const PATIENT: Limits = { ...LIMITS, retryBaseMs: 1 };
/** For a service that never answers. */
export const IMPATIENT: Limits = { ...PATIENT, headersMs: 700, idleMs: 700, totalMs: 5_000 };

interface Reach {
  readonly baseUrl?: string;
  readonly limits?: Limits;
  readonly transport?: Transport;
  readonly credential?: string;
}

export interface ProviderBench {
  readonly manifest: Manifest;
  /** The counterpart: it does what a test tells it. */
  readonly service: HostileService;
  reach(options?: Reach): Service;
  create(options?: Reach): Promise<{ readonly key: RemoteKey; readonly secret: Secret }>;
  /** The requests that would have made a key. */
  posts(): readonly Seen[];
  errorBody(message: string, status?: number): unknown;
}

const fixtureUrl = (id: string) => new URL(`../../fixtures/providers/${id}/answers.json`, import.meta.url);
const readFixture = (id: string): Fixture => JSON.parse(readFileSync(fixtureUrl(id), 'utf8'));

/** @returns what `work` is rejected with; anything but an AppError fails the test */
export async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error(`expected an AppError, got ${inspect(error)}`);
  return error;
}

/** Through message, stack, cause and everything else that hangs on it. */
export function expectNoSecret(thing: unknown): void {
  const all = inspect(thing, { depth: Number.POSITIVE_INFINITY, showHidden: true, maxStringLength: null });
  expect(all).not.toContain('CANARY');
}

function createBench(manifest: Manifest, fixture: Fixture) {
  let service: HostileService | null = null;
  let undici = createUndiciTransport({ ca: authority.cert });
  const bench: ProviderBench = {
    manifest,
    get service() {
      if (service === null) throw new Error('the service runs within a test only');
      return service;
    },
    reach: (options = {}) => {
      const { baseUrl = bench.service.url, limits = PATIENT, credential = MANAGEMENT } = options;
      const plugin = createProvider(manifest, { clock: systemClock, limits });
      const transport = options.transport ?? undici.transport;
      return plugin.connect({
        baseUrl,
        credential: new Secret(credential),
        transport,
        pace: freePace,
        params: fixture.params ?? {},
        inferred: fixture.inferred ?? false,
        paths: {},
        candidates: fixture.candidates ?? {},
        remember: () => undefined,
      });
    },
    create: (options) => bench.reach(options).create(fixture.create.input),
    posts: () => {
      const { method, path } = fixture.create.request;
      return bench.service.seen.filter((seen) => seen.method === method && seen.path === path);
    },
    errorBody: (message, status = 400) =>
      JSON.parse(
        JSON.stringify(fixture.error)
          .replace('"$MESSAGE"', () => JSON.stringify(message))
          .replace('"$STATUS"', String(status)),
      ),
  };
  return {
    bench,
    open: async () => {
      service = await startHostileService(certificate);
    },
    renew: async () => {
      await undici.close();
      undici = createUndiciTransport({ ca: authority.cert });
      bench.service.seen.length = 0;
    },
    close: async () => {
      await undici.close();
      await service?.stop();
    },
  };
}

/** Defines the same tests for every provider; one without its fixture fails. The bench's service runs within a test only. */
export function forEachProvider(define: (bench: ProviderBench, fixture: Fixture) => void): void {
  describe.each(manifests.map((manifest) => [manifest.id, manifest] as const))(
    'the provider %s',
    (id, manifest) => {
      const fixture = readFixture(id);
      const { bench, open, renew, close } = createBench(manifest, fixture);
      beforeAll(open);
      afterEach(renew);
      afterAll(close);
      define(bench, fixture);
    },
  );
}
