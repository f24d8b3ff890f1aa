import { AppError } from '#core/errors.ts';
import type { Services } from '#core/services.ts';
import { type Key, type KeyChanges, keyChangesSchema, type Replacement } from '#shared/model/key.ts';
import type { Operation } from '#shared/model/provider.ts';
import type { CommandContext } from '../context.ts';
import { askDone, entriesOf, tellInferred, tellSteps } from '../guiding.ts';
import { given, parseInput } from '../input.ts';
import { printable } from '../printable.ts';
import { readSecret } from '../secret-input.ts';
import { keyShape } from '../shapes.ts';
import { type ActOptions, confirmStop } from './key-acts.ts';
import { chooseKey, chooseOffer, tellShared, tellUnchecked } from './key-choice.ts';

export interface EditOptions extends ActOptions {
  readonly name?: string;
  readonly description?: string;
  readonly scope?: readonly string[];
  readonly tag?: readonly string[];
  readonly ip?: readonly string[];
  readonly var?: string;
}

export interface EnterOptions {
  readonly env?: string;
  readonly sameValue?: boolean;
}

const OPTIONS = { scopes: '--scope', tags: '--tag', variable: '--var', allowedIps: '--ip' };

/** Where the service fixes the scopes of a key, other scopes make a new key, which is said and asked first. */
export async function editKey(
  context: CommandContext,
  idOrName: string,
  options: EditOptions,
): Promise<void> {
  const services = await context.services();
  const key = chooseKey(services, idOrName, options.env);
  const { name, description, scope, tag, ip } = options;
  const plain = { name, description, tags: tag, variable: options.var, allowedIps: ip };
  if (Object.values({ ...plain, scope }).every((value) => value === undefined)) {
    throw new AppError('invalid-input', {
      message: 'Nothing to change was given.',
      next: 'See: keyrack key edit --help',
    });
  }
  const isFixed = scope !== undefined && chooseOffer(services, key, 'setScopes')?.offer.way === null;
  const changes = parseInput(
    keyChangesSchema,
    given({ id: key.id, ...plain, scopes: isFixed ? undefined : scope }),
    OPTIONS,
  );
  const edited = Object.keys(changes).length > 1 ? await change(context, services, key, given(changes)) : key;
  if (!isFixed || scope === undefined) {
    context.show(keyShape(edited), () => `Changed the key ${printable(edited.name)}.`);
    return;
  }
  await replaceWith(context, services, edited, { ...options, scope });
}

/** What a change is at the service. */
function operationsOf({ name, description, allowedIps, scopes }: KeyChanges): readonly Operation[] {
  return [
    ...(name === undefined && description === undefined ? [] : (['edit'] as const)),
    ...(allowedIps === undefined ? [] : (['allowIps'] as const)),
    ...(scopes === undefined ? [] : (['setScopes'] as const)),
  ];
}

async function change(
  context: CommandContext,
  services: Services,
  key: Key,
  changes: KeyChanges,
): Promise<Key> {
  const { keys, connections, providers } = services;
  const ways = operationsOf(changes).map((operation) => chooseOffer(services, key, operation));
  const guess = ways.find((known) => known?.offer.way === 'api' && known.offer.evidence === 'inferred');
  // A ghost is changed here alone.
  if (guess !== undefined && guess !== null && key.status !== 'ghost')
    tellInferred(context, guess.provider, guess.offer);
  try {
    return await keys.edit(changes, context.signal());
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'steps-needed' || key.connectionId === null)
      throw error;
    const { offers, provider } = connections.get(key.connectionId);
    const wanted = operationsOf(changes);
    const byHand = offers.filter(({ operation, way }) => way === 'guided' && wanted.includes(operation));
    if (byHand.length === 0) throw error;
    const service = providers.find(provider);
    for (const offer of byHand) {
      await askDone(
        context,
        service,
        offer,
        entriesOf(service, { ...changes, scopes: changes.scopes ?? [] }),
      );
    }
    return keys.edit({ ...changes, done: true }, context.signal());
  }
}

/** A wrong scope is refused before a key is made in the console. */
function checkReplacement({ keys }: Services, key: Key, scopes: readonly string[]): void {
  const { environmentId, connectionId, name, testMode } = key;
  if (connectionId === null) return;
  keys.prepareByHand({ environmentId, connectionId, name, testMode, scopes: [...scopes] });
}

/** A new key with other scopes, in place of one whose service fixes them. */
async function replaceWith(
  context: CommandContext,
  services: Services,
  key: Key,
  options: ActOptions & { readonly scope: readonly string[] },
): Promise<void> {
  const { keys } = services;
  const creating = chooseOffer(services, key, 'create');
  if (creating !== null) {
    checkReplacement(services, key, options.scope);
    tellInferred(context, creating.provider, creating.offer);
  }
  const typed = await confirmStop(context, services, key, {
    act: `Make a new key in place of "${key.name}", and retire the old one`,
    consequences: await keys.consequences(key.id, 'replace'),
    confirm: options.confirm,
  });
  const isByHand = creating?.offer.way === 'guided';
  if (isByHand && creating !== null) {
    const entries = entriesOf(creating.provider, { ...key, scopes: options.scope });
    tellSteps(context, creating.provider, creating.offer, entries);
  }
  const secret = isByHand ? await readSecret(context, "the new key's value") : null;
  const request = given({ id: key.id, scopes: options.scope, confirm: typed });
  const made = await keys.replace(request, secret, context.signal());
  context.show(
    { ...keyShape(made.key), left: made.left },
    () => `Made a new key ${printable(made.key.name)} (${made.key.id}).`,
  );
  if (isByHand) tellUnchecked(context, services, made.key);
  tellLeft(context, made);
}

function tellLeft(context: CommandContext, { left }: Replacement): void {
  if (left !== null) context.tell(printable(left));
}

/** The value of a key that Keyrack lists but does not have. */
export async function enterKey(
  context: CommandContext,
  idOrName: string,
  { env, sameValue }: EnterOptions,
): Promise<void> {
  const services = await context.services();
  const key = chooseKey(services, idOrName, env);
  const secret = await readSecret(context, "the key's secret");
  const held = await services.keys.enter(given({ id: key.id, sameValue }), secret, context.signal());
  context.show(keyShape(held), () => `Keyrack has the value of ${printable(held.name)} now.`);
  tellUnchecked(context, services, held);
  tellShared(context, services, held);
}
