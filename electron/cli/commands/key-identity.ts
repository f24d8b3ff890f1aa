import type { Services } from '#core/services.ts';
import type { Identity } from '#shared/model/key.ts';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { printable } from '../printable.ts';
import { readSecret } from '../secret-input.ts';
import { keyShape } from '../shapes.ts';

/** Whose key is this? The value is compared, and not kept. */
export async function identifyKey(context: CommandContext): Promise<void> {
  const services = await context.services();
  const identity = await services.keys.identify(await readSecret(context, 'the value to look for'));
  const keys = identity.keyIds.map((id) => services.keys.get(id));
  const document = { keys: keys.map(keyShape), beginning: identity.beginning };
  context.show(document, () => {
    const names = keys.map(
      ({ id, name, environmentId }) =>
        `The key ${name} of ${services.environments.find(environmentId).name} (${id}).`,
    );
    const words = [names.join('\n') || 'No key here has this value.', tells(services, identity)];
    return printable(words.filter(Boolean).join('\n'));
  });
  if (keys.length === 0) context.exitWith(EXIT.notFound);
}

/** What the first characters say by themselves. */
function tells({ providers }: Services, { beginning }: Identity): string | null {
  if (beginning === null) return null;
  const kind = beginning.testMode ? 'test-mode' : 'live';
  return `By its first characters it is a ${kind} key of ${providers.find(beginning.provider).name}.`;
}
