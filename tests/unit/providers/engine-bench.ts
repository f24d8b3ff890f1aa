import type { HttpRequest, HttpResponse } from '#core/ports/http.ts';
import type { Service, ServiceAccess } from '#core/ports/provider.ts';
import { Secret } from '#core/secret.ts';
import { type FakeClock, fakeClock } from '#tests/fakes/clock.ts';
import { freePace } from '#tests/fakes/pace.ts';
import { type Manifest, parseManifest } from '../../../electron/providers/engine/manifest/index.ts';
import { createProvider } from '../../../electron/providers/engine/provider.ts';

// The engine against a service that answers by a script, behind the transport's port.

export const MANAGEMENT = 'management-CANARY-5d41402abc4b2a76b9719d911017c592';
export const KEY = 'key-CANARY-7c6a180b36896a0a8c02787eeafb0e4c';

/** A manifest with nothing that it need not have. */
export function manifestOf(changes: Readonly<Record<string, unknown>> = {}): Manifest {
  return parseManifest({
    schema: 1,
    id: 'acme',
    name: 'Acme',
    revision: 1,
    evidence: 'documented',
    hosts: [{ id: 'eu', kind: 'fixed', baseUrl: 'https://api.acme.example' }],
    credentials: [{ id: 'management', auth: { bearer: {} } }],
    ops: {},
    ...changes,
  });
}

/** A way by API; `more` is what the operation itself needs. */
export const api = (method: string, path: string, more: Readonly<Record<string, unknown>> = {}) => {
  const { request = {}, evidence = 'documented', ...rest } = more;
  return { mode: 'api', evidence, request: { method, path, ...(request as object) }, ...rest };
};

export interface Reply {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

function respond({ status = 200, body, headers = {} }: Reply): HttpResponse {
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const stream = body === undefined ? null : new Response(JSON.stringify(body)).body;
  return { status, headers: new Headers({ ...type, ...headers }), body: stream };
}

export interface EngineBench {
  readonly service: Service;
  readonly seen: HttpRequest[];
  readonly clock: FakeClock;
  readonly remembered: (readonly [string, string])[];
}

/** @param script what the service answers */
export function benchOf(
  manifest: Manifest,
  script: (request: HttpRequest, url: URL) => Reply,
  access: Partial<ServiceAccess> = {},
): EngineBench {
  const seen: HttpRequest[] = [];
  const remembered: (readonly [string, string])[] = [];
  const clock = fakeClock();
  const service = createProvider(manifest, { clock }).connect({
    baseUrl: 'https://api.acme.example',
    transport: async (request) => {
      seen.push(request);
      return respond(script(request, new URL(request.url)));
    },
    pace: freePace,
    credential: new Secret(MANAGEMENT),
    params: {},
    inferred: false,
    paths: {},
    candidates: {},
    remember: (credential, candidate) => remembered.push([credential, candidate]),
    ...access,
  });
  return { service, seen, clock, remembered };
}
