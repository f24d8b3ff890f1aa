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
import { apiWayOf } from '../../../electron/providers/engine/ways.ts';
import { LIMITS, type Limits } from '../../../electron/providers/http/limits.ts';
import { manifests } from '../../../electron/providers/index.ts';

// Every provider of the table, through real TLS, against counterparts that were written from documents:
// RFC 9110 (status, Retry-After, redirects), RFC 9112 (framing), RFC 5280 (certificates).

interface Expected {
  readonly request: { readonly method: string; readonly path: string; readonly body?: unknown };
  readonly status: number;
  readonly body: unknown;
}

/** What every provider has in tests/fixtures/providers/<id>/answers.json. */
interface CommonFixture {
  /** Ways that the service has not published are switched on. */
  readonly inferred?: true;
  readonly params?: Readonly<Record<string, string>>;
  /** Which of the manifest's candidates is known to work. */
  readonly candidates?: ServiceAccess['candidates'];
  readonly verify?: Expected & { readonly verdicts: Readonly<Record<string, string>> };
  /** Its `$MESSAGE` stands where the service says what is wrong, its `$STATUS` where it repeats the status. */
  readonly error: unknown;
}

/** Of a service with an API for its keys: what a provider without its row here cannot do is left out. */
export interface Fixture extends CommonFixture {
  readonly list: Expected & { readonly means: readonly unknown[] };
  readonly create: Expected & {
    readonly input: RemoteKeyInput;
    readonly means: unknown;
    readonly secret: string;
  };
  readonly revoke?: Expected;
  readonly delete?: Expected;
}

/** Of a service without one, whose keys are made by hand: it can be asked whether it takes the credential. */
export interface ProbeFixture extends CommonFixture {
  readonly probe: Expected;
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

export interface Bench {
  readonly manifest: Manifest;
  /** The counterpart: it does what a test tells it. */
  readonly service: HostileService;
  reach(options?: Reach): Service;
  errorBody(message: string, status?: number): unknown;
}

export interface ProviderBench extends Bench {
  create(options?: Reach): Promise<{ readonly key: RemoteKey; readonly secret: Secret }>;
  /** The requests that would have made a key. */
  posts(): readonly Seen[];
}

const fixtureUrl = (id: string) => new URL(`../../fixtures/providers/${id}/answers.json`, import.meta.url);
const readFixture = (id: string): Fixture | ProbeFixture => JSON.parse(readFileSync(fixtureUrl(id), 'utf8'));

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

function createBench(manifest: Manifest, fixture: CommonFixture) {
  let service: HostileService | null = null;
  let undici = createUndiciTransport({ ca: authority.cert });
  const bench: Bench = {
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

/** By its manifest, so that a row that is forgotten leaves no test out without a word. */
const hasKeyApi = (manifest: Manifest): boolean =>
  apiWayOf(manifest, 'list', true) !== null || apiWayOf(manifest, 'create', true) !== null;

function forEach<F extends CommonFixture>(
  those: readonly Manifest[],
  define: (bench: Bench, fixture: F) => void,
): void {
  describe.each(those.map((manifest) => [manifest.id, manifest] as const))(
    'the provider %s',
    (id, manifest) => {
      const fixture = readFixture(id) as CommonFixture as F;
      const { bench, open, renew, close } = createBench(manifest, fixture);
      beforeAll(open);
      afterEach(renew);
      afterAll(close);
      define(bench, fixture);
    },
  );
}

/**
 * Defines the same tests for every provider with an API for its keys; one without its fixture fails. The bench's service
 * runs within a test only.
 */
export function forEachProvider(define: (bench: ProviderBench, fixture: Fixture) => void): void {
  forEach<Fixture>(manifests.filter(hasKeyApi), (common, fixture) => {
    const { method, path } = fixture.create.request;
    const { manifest, reach, errorBody } = common;
    const bench: ProviderBench = {
      manifest,
      reach,
      errorBody,
      // Not there yet: it runs within a test only.
      get service() {
        return common.service;
      },
      create: (options) => reach(options).create(fixture.create.input),
      posts: () => common.service.seen.filter((seen) => seen.method === method && seen.path === path),
    };
    define(bench, fixture);
  });
}

/** The same for those whose keys are made by hand. */
export const forEachProbed = (define: (bench: Bench, fixture: ProbeFixture) => void): void =>
  forEach<ProbeFixture>(
    manifests.filter((manifest) => !hasKeyApi(manifest)),
    define,
  );
