import type { Services } from '#core/services.ts';
import type { Consequences, Key, KeyAct, Verdict } from '#shared/model/key.ts';
import { confirmDestruction } from '../confirm.ts';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { askDone, tellInferred, tellSteps } from '../guiding.ts';
import { given } from '../input.ts';
import { printable } from '../printable.ts';
import { readSecret } from '../secret-input.ts';
import { keyShape, removedShape } from '../shapes.ts';
import { chooseKey, chooseOffer, isByHand, tellUnchecked } from './key-choice.ts';

export interface ActOptions {
  readonly env?: string;
  readonly confirm?: string;
}

const VERDICT_CODES: Record<Verdict['is'], number> = {
  valid: EXIT.done,
  'valid, scope missing': EXIT.done,
  invalid: EXIT.refused,
  unknown: EXIT.failed,
};

const DONE: Record<KeyAct, string> = {
  disable: 'Disabled',
  enable: 'Enabled',
  revoke: 'Revoked',
  delete: 'Deleted',
};
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export async function verifyKey(context: CommandContext, idOrName: string, env: string | undefined) {
  const services = await context.services();
  const key = chooseKey(services, idOrName, env);
  const verdict = await services.keys.verify(key.id, context.signal());
  context.show(verdict, () =>
    printable([`${key.name}: ${verdict.is}. ${verdict.message}`, verdict.next].filter(Boolean).join(' ')),
  );
  context.exitWith(VERDICT_CODES[verdict.is]);
}

/** Lists what stops working and what else to know, then asks. @returns the environment's name as typed */
async function confirmStop(
  context: CommandContext,
  services: Services,
  key: Key,
  asked: { readonly act: string; readonly consequences: Consequences; readonly confirm: string | undefined },
): Promise<string | undefined> {
  const { act, consequences, confirm } = asked;
  for (const warning of consequences.warnings) context.tell(printable(warning));
  return confirmDestruction(context, {
    act,
    environment: services.environments.find(key.environmentId),
    stops: consequences.deliveries.map(({ target, file }) => `${target}, ${file}`),
    confirm,
  });
}

/** disable, enable, revoke, delete: by API, or after the user has done it in the console. */
export async function actOnKey(
  context: CommandContext,
  act: KeyAct,
  idOrName: string,
  options: ActOptions,
): Promise<void> {
  const services = await context.services();
  const key = chooseKey(services, idOrName, options.env);
  // A ghost is gone at the service: there is nothing left to do there.
  const known = key.status === 'ghost' ? null : chooseOffer(services, key, act);
  const isGuided = known !== null && isByHand(known.offer, key);
  if (known !== null) tellInferred(context, known.provider, known.offer);
  const confirm =
    act === 'enable'
      ? options.confirm
      : await confirmStop(context, services, key, {
          act: `${capital(act)} the key "${key.name}" of ${services.environments.find(key.environmentId).name}`,
          consequences: await services.keys.consequences(key.id, act),
          confirm: options.confirm,
        });
  if (isGuided && known !== null) await askDone(context, known.provider, known.offer);
  const request = given({ id: key.id, act, confirm, done: isGuided ? true : undefined });
  const after = await services.keys.act(request, context.signal());
  const words = () => `${DONE[act]} the key ${printable(key.name)}.`;
  context.show(after === null ? removedShape(key) : keyShape(after), words);
}

/** A new value for the same key: the old one dies at once. */
export async function regenerateKey(context: CommandContext, idOrName: string, options: ActOptions) {
  const services = await context.services();
  const key = chooseKey(services, idOrName, options.env);
  const known = chooseOffer(services, key, 'regenerate');
  if (known !== null) tellInferred(context, known.provider, known.offer);
  const confirm = await confirmStop(context, services, key, {
    act: `Give the key "${key.name}" a new value; the old one stops working at once`,
    consequences: await services.keys.consequences(key.id, 'regenerate'),
    confirm: options.confirm,
  });
  const isGuided = known?.offer.way === 'guided';
  if (isGuided && known !== null) tellSteps(context, known.provider, known.offer);
  const secret = isGuided ? await readSecret(context, 'the new value') : null;
  const after = await services.keys.regenerate(given({ id: key.id, confirm }), secret, context.signal());
  context.show(keyShape(after), () => `The key ${printable(key.name)} has a new value.`);
  if (isGuided) tellUnchecked(context, services, after);
}
