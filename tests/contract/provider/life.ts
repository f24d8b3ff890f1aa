import { inspect } from 'node:util';
import { afterAll, beforeAll, expect } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { HttpRequest, Transport } from '#core/ports/http.ts';
import type { ProviderPlugin, RemoteKeyInput, Service, ServiceAccess } from '#core/ports/provider.ts';
import { Secret } from '#core/secret.ts';
import type { Exchange } from '#shared/model/connection.ts';
import type { ServiceDescription } from '#tests/counterparts/services/description.ts';
import type { HandlerOptions } from '#tests/counterparts/services/handler.ts';
import { type Counterpart, startCounterpart } from '#tests/counterparts/services/kit.ts';
import { freePace } from '#tests/fakes/pace.ts';
import { systemClock } from '../../../electron/platform/clock.ts';
import { createUndiciTransport } from '../../../electron/platform/transport-undici.ts';
import type { Manifest } from '../../../electron/providers/engine/manifest/index.ts';
import { createProvider, type EngineOptions } from '../../../electron/providers/engine/provider.ts';
import { LIMITS, type Limits } from '../../../electron/providers/http/limits.ts';
import { createManifestReader } from '../../../electron/providers/index.ts';

// A manifest and the counterpart of its service, each written from the service's documents and neither from the other,
// joined by the real engine over real TLS.

export interface Subject {
  /** A text: a file that a user wrote, read as one. */
  readonly manifest: Manifest | string;
  readonly service: () => ServiceDescription;
  readonly input: RemoteKeyInput;
  /** The credential as the user enters it, made of the manager's secret; absent: that alone. */
  readonly credentialOf?: (secret: string) => string;
  /** The path of create, to count how often it is asked. */
  readonly createPath: string;
  /** false: the service has nothing that a key can be tried on. */
  readonly verifies?: false;
  readonly params?: Readonly<Record<string, string>>;
  readonly options?: HandlerOptions;
}

const PATIENT: Limits = { ...LIMITS, retryBaseMs: 1, retryCapMs: 2 };
/** For a service that never answers. */
export const IMPATIENT: Limits = { ...PATIENT, headersMs: 700, idleMs: 700, totalMs: 4_000 };

/** For a service that asks to wait. */
export const NO_PATIENCE: Limits = { ...PATIENT, patienceMs: 0 };

interface Reach extends Partial<Omit<ServiceAccess, 'credential'>> {
  readonly credential?: string;
  readonly limits?: Limits;
}

export interface Life {
  readonly counterpart: Counterpart;
  /** By default with inferred ways switched on. */
  reach(options?: Reach): Service;
  /** What window and debug log would get to see. */
  readonly watched: unknown[];
  /** Requests that would have made a key, sent or not. */
  creates(): number;
  /** The counterpart's transport, which trusts its authority. */
  readonly transport: Transport;
  /** Remembers a secret, so that it is looked for. */
  knows(secret: Secret): string;
  /** Neither in what was watched nor in any of these, nor in what hangs on them. */
  expectNoSecret(...things: readonly unknown[]): void;
}

/** @returns what `work` is rejected with; anything but an AppError fails the test */
export async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    (value) => value,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error(`expected an AppError, got ${inspect(error)}`);
  return error;
}

const spread = (things: readonly unknown[]): string =>
  inspect(things, {
    depth: Number.POSITIVE_INFINITY,
    showHidden: true,
    maxStringLength: null,
    maxArrayLength: null,
  });

const pluginOf = (manifest: Subject['manifest'], options: EngineOptions): ProviderPlugin =>
  typeof manifest === 'string'
    ? createManifestReader(options).read(manifest)
    : createProvider(manifest, options);

async function openLife(subject: Subject) {
  const { manifest, service, createPath, params = {}, options } = subject;
  const { credentialOf = (secret: string) => secret } = subject;
  const counterpart = await startCounterpart(service(), { limits: null, ...options });
  const undici = createUndiciTransport({ ca: counterpart.ca });
  const secrets = new Set([counterpart.credential]);
  const watched: unknown[] = [];
  let creates = 0;
  const transport: Transport = (request: HttpRequest) => {
    if (request.method === 'POST' && new URL(request.url).pathname === createPath) creates += 1;
    return undici.transport(request);
  };
  const life: Life = {
    counterpart,
    transport,
    watched,
    creates: () => creates,
    reach: ({ limits = PATIENT, credential = counterpart.credential, ...access } = {}) =>
      pluginOf(manifest, { clock: systemClock, limits }).connect({
        baseUrl: counterpart.url,
        transport,
        pace: freePace,
        credential: new Secret(credentialOf(credential)),
        params,
        inferred: true,
        paths: {},
        candidates: {},
        remember: () => undefined,
        watch: (exchange: Exchange) => watched.push(exchange),
        log: (line) => watched.push(line),
        ...access,
      }),
    knows: (secret) => {
      secrets.add(secret.expose());
      return secret.expose();
    },
    expectNoSecret: (...things) => {
      const all = spread([watched, things]);
      for (const secret of secrets) expect(all).not.toContain(secret);
    },
  };
  return {
    life,
    close: async () => {
      await undici.close();
      await counterpart.stop();
    },
  };
}

/** A life for the tests around it; it runs within a test only. */
export function openLifeFor(subject: Subject): () => Life {
  let open: Awaited<ReturnType<typeof openLife>> | null = null;
  beforeAll(async () => {
    open = await openLife(subject);
  });
  afterAll(async () => {
    open?.life.expectNoSecret();
    await open?.close();
  });
  return () => {
    if (open === null) throw new Error('the counterpart runs within a test only');
    return open.life;
  };
}
