import type { Services } from '#core/services.ts';
import { type Key, localKeySchema, type NewKey, newKeySchema, shownSchema } from '#shared/model/key.ts';
import { offerOf } from '#shared/model/provider.ts';
import type { CommandContext } from '../context.ts';
import { entriesOf, tellInferred, tellSteps } from '../guiding.ts';
import { given, parseInput } from '../input.ts';
import { readSecret } from '../secret-input.ts';
import { keyShape } from '../shapes.ts';
import { fields } from '../table.ts';
import { tellShared, tellUnchecked } from './key-choice.ts';

export interface CreateOptions {
  readonly env: string;
  readonly connection: string;
  readonly name: string;
  readonly description?: string;
  readonly scope?: readonly string[];
  readonly tag?: readonly string[];
  readonly ip?: readonly string[];
  readonly testMode?: boolean;
  readonly expires?: string;
  readonly var?: string;
  readonly expiresAt?: string;
  readonly rateLimit?: string;
  readonly remoteId?: string;
  readonly sameValue?: boolean;
}

export interface AddOptions {
  readonly env: string;
  readonly name: string;
  readonly var: string;
  readonly sameValue?: boolean;
}

const OPTIONS = {
  scopes: '--scope',
  tags: '--tag',
  expiresIn: '--expires',
  variable: '--var',
  allowedIps: '--ip',
};

export async function createKey(context: CommandContext, options: CreateOptions): Promise<void> {
  const services = await context.services();
  const { environments, connections, keys, providers } = services;
  const environmentId = environments.find(options.env).id;
  const connection = connections.find(options.connection, environmentId);
  const offer = offerOf(connection.offers, 'create');
  const isByHand = offer.way === 'guided';
  const input = given(
    parseInput(
      newKeySchema,
      given({
        environmentId,
        connectionId: connection.id,
        name: options.name,
        description: options.description,
        scopes: options.scope,
        tags: options.tag,
        testMode: options.testMode,
        expiresIn: options.expires,
        variable: options.var,
        allowedIps: options.ip,
        shown: isByHand ? shownOf(options) : undefined,
        sameValue: options.sameValue,
      }),
      OPTIONS,
    ),
  );
  tellInferred(context, providers.find(connection.provider), offer);
  await keys.recover();
  const made = isByHand ? await byHand(context, services, input) : await keys.create(input, context.signal());
  showMade(context, made);
  if (!isByHand) return;
  tellUnchecked(context, services, made);
  tellShared(context, services, made);
}

const SHOWN_OPTIONS = { expiresAt: '--expires-at', rateLimit: '--rate-limit', remoteId: '--remote-id' };

/** What the user read off the console beside the key. @throws AppError invalid-input */
function shownOf({ expiresAt, rateLimit, remoteId }: CreateOptions) {
  const instant =
    expiresAt === undefined || !/^\d{4}-\d\d-\d\d$/.test(expiresAt) ? expiresAt : `${expiresAt}T00:00:00Z`;
  return parseInput(shownSchema, given({ expiresAt: instant, rateLimit, remoteId }), SHOWN_OPTIONS);
}

async function byHand(context: CommandContext, services: Services, input: NewKey): Promise<Key> {
  const { keys, connections, providers } = services;
  const offer = keys.prepareByHand(input);
  const provider = providers.find(connections.get(input.connectionId).provider);
  tellSteps(context, provider, offer, entriesOf(provider, input));
  const secret = await readSecret(context, 'the key that the console shows');
  return keys.createByHand(input, secret, context.signal());
}

export async function addKey(context: CommandContext, options: AddOptions): Promise<void> {
  const services = await context.services();
  const environmentId = services.environments.find(options.env).id;
  const input = parseInput(
    localKeySchema,
    given({ environmentId, name: options.name, variable: options.var, sameValue: options.sameValue }),
    OPTIONS,
  );
  const secret = await readSecret(context, "the key's secret");
  const added = await services.keys.add(given(input), secret);
  showMade(context, added);
  tellShared(context, services, added);
}

/** Never the secret: the window shows it once, and programs get it without a copy of anybody's. */
function showMade(context: CommandContext, key: Key): void {
  const { name, hint, id, variable, acknowledged, rateLimit, expiresAt, scopes, testMode } = key;
  context.show(keyShape(key), () =>
    fields({
      Name: name,
      Hint: `${hint}…`,
      Variable: variable,
      Scopes: scopes.join(', ') || null,
      'Test mode': testMode ? 'yes' : null,
      Expires: expiresAt,
      'Rate limit': rateLimit,
      Id: id,
    }),
  );
  const once = acknowledged
    ? ''
    : `To see the secret once, open Keyrack; to copy it: keyrack key copy ${id}. `;
  context.tell(`${once}To use it: keyrack exec --key ${id} -- COMMAND, or keyrack export.`);
}
