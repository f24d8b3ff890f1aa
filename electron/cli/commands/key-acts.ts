import type { Verdict } from '#shared/model/key.ts';
import { confirmDestruction } from '../confirm.ts';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { printable } from '../printable.ts';
import { removedShape } from '../shapes.ts';

const VERDICT_CODES: Record<Verdict['is'], number> = {
  valid: EXIT.done,
  'valid, scope missing': EXIT.done,
  invalid: EXIT.refused,
  unknown: EXIT.failed,
};

export async function verifyKey(context: CommandContext, idOrName: string, env: string | undefined) {
  const { environments, keys } = await context.services();
  const key = keys.find(idOrName, env === undefined ? undefined : environments.find(env).id);
  const verdict = await keys.verify(key.id, context.signal());
  context.show(verdict, () => printable(`${key.name}: ${verdict.is}. ${verdict.message}`));
  context.exitWith(VERDICT_CODES[verdict.is]);
}

export async function deleteKey(
  context: CommandContext,
  idOrName: string,
  options: { readonly env?: string; readonly confirm?: string },
): Promise<void> {
  const { environments, keys } = await context.services();
  const key = keys.find(idOrName, options.env === undefined ? undefined : environments.find(options.env).id);
  const environment = environments.find(key.environmentId);
  const typed = await confirmDestruction(context, {
    act: `Delete the key "${key.name}" of ${environment.name}, here and at the service`,
    environment,
    stops: key.deliveries.map(({ target, file }) => `${target}, ${file}`),
    confirm: options.confirm,
  });
  await keys.delete(key.id, typed);
  context.show(removedShape(key), () => `Deleted the key ${printable(key.name)}.`);
}
