import { AppError } from '#core/errors.ts';
import type { RemoteKey, Service } from '#core/ports/provider.ts';
import type { Operation } from '#shared/model/provider.ts';
import { listAlerts, setAlert } from './alerts.ts';
import { pickFitting } from './answer-path.ts';
import type { Context } from './context.ts';
import { createKey, regenerateKey } from './create.ts';
import { listKeys } from './listing.ts';
import { readKey } from './mapping.ts';
import { refusalAbout } from './missing.ts';
import { readLimits, readScopes, readUsage } from './numbers.ts';
import { whyNot } from './offers.ts';
import { previewOf } from './preview.ts';
import { reading } from './probing.ts';
import { statusOfAnswer } from './refusals.ts';
import type { Ask } from './request.ts';
import { ask } from './sending.ts';
import { documentOf, isSuccess, unknownForm } from './success.ts';
import { checkHealth, testConnection } from './testing.ts';
import { verifyKey } from './verdicts.ts';
import { type ApiWay, type ApiWayOf, apiWayOf, revokesByDelete } from './ways.ts';

/** Where a service ends a key only by deleting it, that is how it is revoked. */
const carriedOutBy = <Op extends Operation>({ manifest }: Context, operation: Op): Op | 'delete' =>
  operation === 'revoke' && revokesByDelete(manifest) ? 'delete' : operation;

/** @throws AppError unsupported where the connection offers no API way for it */
function need<Op extends Operation>(context: Context, operation: Op): ApiWayOf<Op> {
  const { manifest, access } = context;
  const way = apiWayOf(manifest, operation, access.inferred);
  if (way !== null) return way;
  throw new AppError('unsupported', {
    message: whyNot(manifest, operation),
    next: 'Do it in the console of the service.',
  });
}

/** How something that changes a key is asked for: once. */
function changing(operation: Operation, way: ApiWay, inputs: Ask['inputs'], signal: Ask['signal']): Ask {
  return { operation, way, inputs, read: 'always', repeatable: false, signal };
}

/** An answer that is not looked into is dropped unread: it may hold a new value (Unizo revokes by regenerating). */
async function change(context: Context, asked: Ask): Promise<void> {
  const { require } = asked.way.success;
  const answer = await ask(context, { ...asked, read: require === undefined ? 'errors' : 'always' });
  const isGone = asked.way.gone?.includes(statusOfAnswer(context.manifest, answer)) === true;
  if (isGone || isSuccess(asked.way.success, answer)) return;
  throw refusalAbout(context, asked, answer, answer.sent);
}

async function get(context: Context, id: string, signal: AbortSignal | undefined): Promise<RemoteKey> {
  const { manifest, clock } = context;
  const way = need(context, 'get');
  const asked = reading('get', way, signal, { id });
  const answer = await ask(context, asked);
  if (!isSuccess(way.success, answer)) throw refusalAbout(context, asked, answer, answer.sent);
  const key = pickFitting(documentOf(answer), way.item, (item) => readKey(item, manifest, clock.now()));
  if (key === null) throw unknownForm(manifest.name, 'the key');
  return key;
}

/** Operations that change one key and answer nothing. */
function changes(
  context: Context,
): Pick<
  Service,
  'edit' | 'setScopes' | 'allowIps' | 'disable' | 'enable' | 'revoke' | 'delete' | 'deleteAlert'
> {
  type Change =
    | 'edit'
    | 'setScopes'
    | 'allowIps'
    | 'disable'
    | 'enable'
    | 'revoke'
    | 'delete'
    | 'deleteAlert';
  const run = async (operation: Change, inputs: Ask['inputs'], signal: Ask['signal']) =>
    change(context, changing(operation, need(context, operation), inputs, signal));
  return {
    edit: (id, wanted, signal) => run('edit', { id, ...wanted }, signal),
    setScopes: (id, scopes, signal) => run('setScopes', { id, scopes }, signal),
    allowIps: (id, allowedIps, signal) => run('allowIps', { id, allowedIps }, signal),
    disable: (id, signal) => run('disable', { id }, signal),
    enable: (id, signal) => run('enable', { id }, signal),
    revoke: (id, signal) => run(carriedOutBy(context, 'revoke'), { id }, signal),
    delete: (id, signal) => run('delete', { id }, signal),
    deleteAlert: (id, signal) => run('deleteAlert', { id }, signal),
  };
}

/** A service as its manifest describes it. */
export function createService(context: Context): Service {
  return {
    ...changes(context),
    health: (signal) => checkHealth(context, signal),
    test: (signal) => testConnection(context, signal),
    list: async ({ signal, onProgress } = {}) => {
      const way = need(context, 'list');
      return listKeys(context, reading('list', way, signal), way, onProgress);
    },
    get: (id, signal) => get(context, id, signal),
    create: async (input, signal) => {
      const way = need(context, 'create');
      return createKey(context, changing('create', way, { ...input }, signal), way, input.name);
    },
    regenerate: async (id, signal) => {
      const way = need(context, 'regenerate');
      return regenerateKey(context, changing('regenerate', way, { id }, signal), way);
    },
    verify: async (key, signal) => verifyKey(context, need(context, 'verify'), key, signal),
    usage: async (id, since, signal) => readUsage(context, need(context, 'usage'), id, since, signal),
    limits: (signal) => readLimits(context, signal),
    scopes: (signal) => readScopes(context, signal),
    listAlerts: async (signal) => listAlerts(context, need(context, 'listAlerts'), signal),
    setAlert: async (alert, signal) => {
      const way = need(context, 'setAlert');
      return setAlert(context, changing('setAlert', way, { ...alert, id: alert.keyId }, signal), way);
    },
    preview: (operation, remoteId) => {
      const asked = carriedOutBy(context, operation);
      return previewOf(context, asked, need(context, asked), remoteId);
    },
  };
}
