import { AppError } from '#core/errors.ts';
import type { RemoteContent, RemoteItem, RemoteStore } from '#core/ports/remote-store.ts';
import type { Secret } from '#core/secret.ts';
import type { Context } from '../engine/context.ts';
import { refusalOf } from '../engine/refusals.ts';
import type { Ask } from '../engine/request.ts';
import { send } from '../engine/sending.ts';
import { isRefused, unknownForm } from '../engine/success.ts';
import type { Answer } from '../http/call.ts';

// The credentials of an n8n instance, by its public API. Source: n8n 2.41.3, dist/public-api/v1/openapi.yml and
// controllers/credentials.public.controller.js. An id may be given with a new credential; one that is taken is refused
// with 409. `data` is replaced as a whole where `isPartialData` is not set. What is kept is never told.

const LIST = '/api/v1/credentials';
const ONE = `${LIST}/{id}`;
const DISCOVER = '/api/v1/discover';

/** What a delivery needs, in the words of n8n's scopes. */
const NEEDED = {
  createCredential: 'credential:create',
  getCredential: 'credential:read',
  updateCredential: 'credential:update',
  deleteCredential: 'credential:delete',
} as const;

interface Wish {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly id?: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
}

interface Heard {
  readonly answer: Answer;
  readonly sent: readonly Secret[];
}

export const createN8nStore = (context: Context): RemoteStore => ({
  probe: (signal) => probe(context, signal),
  find: async (id, signal) => {
    const heard = await look(context, { method: 'GET', path: ONE, id, signal });
    return heard.answer.status === 404 ? null : itemIn(context, good(context, heard, []));
  },
  add: ({ id, ...rest }, held, signal) =>
    keep(context, { method: 'POST', path: LIST, body: { id, ...bodyOf(rest) }, signal }, held),
  change: ({ id, ...rest }, held, signal) =>
    keep(context, { method: 'PATCH', path: ONE, id, body: bodyOf(rest), signal }, held),
  remove: async (id, signal) => {
    const heard = await change(context, { method: 'DELETE', path: ONE, id, signal }, []);
    if (heard.answer.status !== 404) good(context, heard, []);
  },
});

const bodyOf = ({ name, kind, content }: Omit<RemoteContent, 'id'>) => ({ name, type: kind, data: content });

/** What is asked for, as the engine sends it: with the connection's credential, to its address, at its pace. */
function askFor({ method, path, id, body, query = {}, signal }: Wish): Ask {
  return {
    operation: method === 'GET' ? 'get' : 'edit',
    way: {
      mode: 'api',
      evidence: 'documented',
      request: {
        method,
        path,
        query,
        headers: {},
        encoding: 'json',
        credential: 'management',
        body: body as never,
      },
      success: { status: [200] },
    },
    inputs: id === undefined ? {} : { id },
    read: 'always',
    repeatable: method === 'GET',
    signal,
  };
}

/** Only reads. @throws AppError network, tls, cancelled, service-failed where no answer came */
async function look(context: Context, wish: Wish): Promise<Heard> {
  const outcome = await send(context, askFor(wish));
  if (outcome.state === 'failed') throw outcome.failure;
  return { answer: outcome.answer, sent: outcome.sent };
}

/**
 * Sent once. SECURITY: there is no second try in here; the caller has written its intent down.
 * @throws AppError outcome-unknown unless the answer is a good one or a clear refusal, or nothing was sent
 */
async function change(context: Context, wish: Wish, held: readonly Secret[]): Promise<Heard> {
  const asked = askFor(wish);
  const outcome = await send(context, asked);
  if (outcome.state === 'failed') {
    throw outcome.maybeSent ? unknownOutcome(context, outcome.failure.message) : outcome.failure;
  }
  const { answer } = outcome;
  const sent = [...outcome.sent, ...held];
  if (isRefused(context.manifest, asked.way.success, answer)) return { answer, sent };
  if (answer.status !== 200) throw unknownOutcome(context, `HTTP ${answer.status}.`);
  return { answer, sent };
}

async function keep(context: Context, wish: Wish, held: Secret): Promise<RemoteItem> {
  const heard = await change(context, wish, [held]);
  const { status, body } = heard.answer;
  if (status === 409) {
    throw new AppError('conflict', {
      message: `${context.manifest.name} has a credential of this id already. It is left alone.`,
      next: 'Export the key under another name.',
    });
  }
  if (status === 404 && wish.id !== undefined) throw gone(context);
  if (status === 200 && body.state !== 'json')
    throw unknownOutcome(context, 'its answer did not come whole.');
  return itemIn(context, good(context, heard, [held]));
}

/** @returns the document of a good answer. @throws AppError what else it means */
function good({ manifest }: Context, { answer, sent }: Heard, held: readonly Secret[]): unknown {
  const { status, body } = answer;
  if (status !== 200) throw refusalOf(manifest, answer, [...sent, ...held]);
  if (body.state === 'unusable') throw body.failure;
  return body.state === 'json' ? body.document : undefined;
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function itemIn({ manifest }: Context, document: unknown): RemoteItem {
  const { id, name, updatedAt } = isMap(document) ? document : {};
  if (typeof id !== 'string' || typeof name !== 'string') throw unknownForm(manifest.name, 'a credential');
  return { id, name, revision: typeof updatedAt === 'string' ? updatedAt : null };
}

/** Asks which calls this instance has and this key may make, and whether a new credential takes an id. */
async function probe(context: Context, signal: AbortSignal | undefined): Promise<void> {
  const query = { include: 'schemas', resource: 'credential' };
  const heard = await look(context, { method: 'GET', path: DISCOVER, query, signal });
  if (heard.answer.status === 404) throw tooOld(context);
  const endpoints = endpointsIn(good(context, heard, []));
  const missing = Object.entries(NEEDED).filter(([operation]) => !endpoints.has(operation));
  if (missing.length > 0)
    throw notAllowed(
      context,
      missing.map(([, scope]) => scope),
    );
  const schema = endpoints.get('createCredential');
  const members = isMap(schema) && isMap(schema.properties) ? schema.properties : {};
  if (!Object.hasOwn(members, 'id')) throw tooOld(context);
}

/** @returns the operations, with the schema of what they take */
function endpointsIn(document: unknown): ReadonlyMap<string, unknown> {
  const data = isMap(document) && isMap(document.data) ? document.data : {};
  const resource = isMap(data.resources) && isMap(data.resources.credential) ? data.resources.credential : {};
  const rows: readonly unknown[] = Array.isArray(resource.endpoints) ? resource.endpoints : [];
  return new Map(
    rows.filter(isMap).map(({ operationId, requestSchema }) => [String(operationId), requestSchema]),
  );
}

const BY_FILE = 'Export the key without a connection: as a file for n8n to import.';

const tooOld = ({ manifest }: Context) =>
  new AppError('unsupported', {
    message: `This ${manifest.name} does not say that a credential can be made under an id of ours, so one whose answer is lost could not be found again.`,
    next: `Update n8n, to 2.41 or later. ${BY_FILE}`,
  });

const notAllowed = ({ manifest }: Context, scopes: readonly string[]) =>
  new AppError('unsupported', {
    message: `The API key of this connection may not do all of this in ${manifest.name}: ${scopes.join(', ')} is missing.`,
    next: `Give the key these scopes in the settings of n8n, or update n8n where it has no such calls. ${BY_FILE}`,
  });

const gone = ({ manifest }: Context) =>
  new AppError('not-found', {
    message: `${manifest.name} does not have this credential any more.`,
    next: 'Export the key again.',
  });

const unknownOutcome = ({ manifest }: Context, because: string) =>
  new AppError('outcome-unknown', {
    message: `${manifest.name} may have done it, but its answer did not come whole: ${because}`,
    next: 'Keyrack does not ask twice. It looks for the credential when it runs next.',
  });
