import type { RunOptions } from '#core/rotating/service.ts';
import type { Services } from '#core/services.ts';
import type { Key } from '#shared/model/key.ts';
import type { RotationPlan } from '#shared/model/rotation.ts';
import type { CommandContext } from '../context.ts';
import { entriesOf, tellInferred, tellSteps } from '../guiding.ts';
import { printable } from '../printable.ts';
import { readSecret } from '../secret-input.ts';
import { chooseOffer } from './key-choice.ts';

/**
 * What a run is watched by: Ctrl+C takes it back, and each step is a line on stderr.
 * @param seen rows of its journal that were told before
 */
export function watched(context: CommandContext, { rotating }: Services, seen = 0): Required<RunOptions> {
  let told = seen;
  return {
    signal: context.signal(),
    onStep: ({ id, keyName }) => {
      const rows = rotating.journal(id);
      for (const { state, text } of rows.slice(told)) {
        // What was begun is told by how it ended.
        if (state !== 'begun') context.tell(printable(`${keyName}: ${text}`));
      }
      told = rows.length;
    },
  };
}

type Made = Pick<RotationPlan, 'kind' | 'scopes'>;

const makingOffer = (services: Services, key: Key, { kind }: Pick<RotationPlan, 'kind'>) =>
  chooseOffer(services, key, kind === 'in-place' ? 'regenerate' : 'create');

/** Says where the way to the new value is a guess. */
export function tellGuess(context: CommandContext, services: Services, key: Key, plan: Made): void {
  const known = makingOffer(services, key, plan);
  if (known !== null) tellInferred(context, known.provider, known.offer);
}

/** The steps in the console, then the value that it shows; of a local key the value alone. */
export async function readNewValue(context: CommandContext, services: Services, key: Key, plan: Made) {
  const known = makingOffer(services, key, plan);
  if (known !== null) {
    const entries =
      plan.kind === 'in-place' ? {} : entriesOf(known.provider, { ...key, scopes: plan.scopes });
    tellSteps(context, known.provider, known.offer, entries);
  }
  return readSecret(context, `the new value of ${printable(key.name)}`);
}
