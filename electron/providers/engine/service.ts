import { AppError } from '#core/errors.ts';
import type { RemoteKey, Service, ServiceAccess } from '#core/ports/provider.ts';
import type { Secret } from '#core/secret.ts';
import type { Verdict } from '#shared/model/key.ts';
import type { Operation } from '#shared/model/provider.ts';
import type { HttpClient } from '../http/client.ts';
import { createKey } from './create.ts';
import type { ChangeOp, Manifest } from './manifest.ts';
import { pick, readKey } from './mapping.ts';
import { ask, type Details, demand, type Exchange, prepare, type Request } from './sender.ts';
import { fill } from './template.ts';

interface Context {
  readonly manifest: Manifest;
  readonly access: ServiceAccess;
  readonly http: HttpClient;
}

function exchange({ manifest, access, http }: Context, request: Request, details: Details): Exchange {
  return { manifest, http, prepared: prepare(manifest, access, request, details) };
}

function need<Op>(manifest: Manifest, op: Op | undefined, operation: Operation): Op {
  if (op !== undefined) return op;
  throw new AppError('unsupported', {
    message: `${manifest.name} has no way to ${operation} a key that Keyrack could use.`,
    next: 'Do it in the console of the service.',
  });
}

async function list(context: Context, signal: AbortSignal | undefined): Promise<readonly RemoteKey[]> {
  const { manifest } = context;
  const op = need(manifest, manifest.ops.list, 'list');
  const document = await demand(exchange(context, op.request, { read: true, signal }), op.success.status);
  const items = pick(document, op.itemsPath);
  const keys = Array.isArray(items) ? items.map((item: unknown) => readKey(item, manifest)) : [null];
  const known = keys.filter((key) => key !== null);
  if (known.length === keys.length) return known;
  throw new AppError('service-failed', {
    message: `${manifest.name} lists its keys in a form that Keyrack does not know.`,
    next: 'The service may have changed: look for a newer Keyrack.',
  });
}

async function change(
  context: Context,
  op: ChangeOp,
  id: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const statuses = [...op.success.status, ...(op.gone ?? [])];
  await demand(exchange(context, op.request, { id, read: !op.discardBody, signal }), statuses);
}

function verdictWords(name: string, is: Verdict['is'], status: number): string {
  const words: Readonly<Record<Verdict['is'], string>> = {
    valid: `${name} accepts the key.`,
    'valid, scope missing': `${name} knows the key, but the key lacks the scope that was tried.`,
    invalid: `${name} does not accept the key. It was revoked or has expired there, or it is not a key of this service.`,
    unknown: `${name} answered with HTTP ${status}, which says nothing about the key.`,
  };
  return words[is];
}

async function verify(context: Context, key: Secret, signal: AbortSignal | undefined): Promise<Verdict> {
  const { manifest } = context;
  const op = need(manifest, manifest.ops.verify, 'verify');
  const prepared = exchange(context, op.request, { key, read: !op.discardBody, signal });
  try {
    const { status } = await ask(prepared);
    const is = op.verdict.find((rule) => rule.status === status)?.is ?? 'unknown';
    return { is, message: verdictWords(manifest.name, is, status) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
    // Offline is not "rejected": the key is not judged by it.
    return { is: 'unknown', message: error.message };
  }
}

async function test(context: Context, signal: AbortSignal | undefined) {
  const { manifest } = context;
  const op = need(manifest, manifest.ops.health, 'health');
  try {
    await demand(exchange(context, op.request, { read: false, signal }), op.success.status);
    return { ok: true, message: `${manifest.name} answers and accepts the credential.`, next: null };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
    return { ok: false, message: error.message, next: error.next, code: error.code };
  }
}

/** A service as its manifest describes it. */
export function createService(context: Context): Service {
  const { manifest } = context;
  const { ops } = manifest;
  return {
    test: (signal) => test(context, signal),
    list: (signal) => list(context, signal),
    create: async (input, signal) => {
      const op = need(manifest, ops.create, 'create');
      const body = fill(op.request.body, input);
      return createKey(exchange(context, op.request, { body, read: true, signal }), op);
    },
    verify: (key, signal) => verify(context, key, signal),
    delete: async (id, signal) => change(context, need(manifest, ops.delete, 'delete'), id, signal),
    revoke: async (id, signal) =>
      change(context, need(manifest, ops.revoke ?? ops.delete, 'revoke'), id, signal),
  };
}
