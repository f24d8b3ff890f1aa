import { AppError } from '#core/errors.ts';
import type { Services } from '#core/services.ts';
import { type Key, type KeyChanges, keyChangesSchema } from '#shared/model/key.ts';
import type { Operation } from '#shared/model/provider.ts';
import type { Overlap, Rotation } from '#shared/model/rotation.ts';
import type { CommandContext } from '../context.ts';
import { askDone, entriesOf, tellInferred } from '../guiding.ts';
import { given, parseInput } from '../input.ts';
import { printable } from '../printable.ts';
import { readSecret } from '../secret-input.ts';
import { keyShape } from '../shapes.ts';
import type { ActOptions } from './key-acts.ts';
import { chooseKey, chooseOffer, tellShared, tellUnchecked } from './key-choice.ts';
import { exitAfter, planRotation, rotatePlanned } from './rotating.ts';
import { rotationText } from './rotation-text.ts';

export interface EditOptions extends ActOptions {
  readonly name?: string;
  readonly description?: string;
  readonly scope?: readonly string[];
  readonly tag?: readonly string[];
  readonly ip?: readonly string[];
  readonly var?: string;
  readonly overlap?: Overlap;
}

export interface EnterOptions {
  readonly env?: string;
  readonly sameValue?: boolean;
}

const OPTIONS = { scopes: '--scope', tags: '--tag', variable: '--var', allowedIps: '--ip' };

/** Where the service fixes the scopes of a key, other scopes are a rotation, which is said and asked first. */
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
  if (options.overlap !== undefined && !isFixed) throw noOverlap();
  const changes = parseInput(
    keyChangesSchema,
    given({ id: key.id, ...plain, scopes: isFixed ? undefined : scope }),
    OPTIONS,
  );
  const isPlain = Object.keys(changes).length > 1;
  // What is wrong with the scopes is refused before anything else is changed.
  if (isFixed && isPlain) await planRotation(services, key, scopesRotation(key, options));
  const edited = isPlain ? await change(context, services, key, given(changes)) : key;
  if (isFixed) await rotateScopes(context, services, edited, options);
  else context.show(keyShape(edited), () => changed(edited));
}

const changed = ({ name }: Key): string => `Changed the key ${printable(name)}.`;

const noOverlap = () =>
  new AppError('invalid-input', {
    message: 'There is no overlap: no new key is made by this.',
    next: 'Leave --overlap away. It is for --scope where the service fixes the scopes of a key.',
  });

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

/** A new key with other scopes in place of one whose service fixes them: a rotation, so that programs get it too. */
async function rotateScopes(
  context: CommandContext,
  services: Services,
  key: Key,
  options: EditOptions,
): Promise<void> {
  context.tell(
    `Scopes are fixed there when a key is made: a new key takes the place of ${printable(key.name)}.`,
  );
  const planned = [await planRotation(services, key, scopesRotation(key, options))];
  const rotations = await rotatePlanned(context, services, planned, options.confirm);
  const after = services.keys.get(key.id);
  context.show({ ...keyShape(after), rotation: rotations[0] }, () =>
    rotations.flatMap((run) => linesOf(run, after, rotationText(context, services, run))).join('\n\n'),
  );
  exitAfter(context, rotations);
}

const linesOf = ({ newHint, endedAt }: Rotation, key: Key, run: string): readonly string[] => [
  ...(newHint === null ? [] : [changed(key)]),
  ...(endedAt === null ? [run] : []),
];

/** Of a key that is delivered nowhere nothing is known that would need the time of an overlap. */
const scopesRotation = ({ deliveries }: Key, { overlap, scope }: EditOptions) =>
  given({ scope, overlap: overlap ?? (deliveries.length === 0 ? ('none' as const) : undefined) });

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
