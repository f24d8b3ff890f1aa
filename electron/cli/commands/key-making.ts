import { type Key, localKeySchema, newKeySchema } from '#shared/model/key.ts';
import type { CommandContext } from '../context.ts';
import { given, parseInput, refuseLater } from '../input.ts';
import { readSecret } from '../secret-input.ts';
import { keyShape } from '../shapes.ts';
import { fields } from '../table.ts';

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
}

export interface AddOptions {
  readonly env: string;
  readonly name: string;
  readonly var: string;
}

const OPTIONS = { scopes: '--scope', tags: '--tag', expiresIn: '--expires', variable: '--var' };

export async function createKey(context: CommandContext, options: CreateOptions): Promise<void> {
  refuseLater({ '--ip': options.ip }, 'Keyrack cannot limit a key to addresses yet.');
  const { environments, connections, keys } = await context.services();
  const environmentId = environments.find(options.env).id;
  const input = parseInput(
    newKeySchema,
    given({
      environmentId,
      connectionId: connections.find(options.connection, environmentId).id,
      name: options.name,
      description: options.description,
      scopes: options.scope,
      tags: options.tag,
      testMode: options.testMode,
      expiresIn: options.expires,
      variable: options.var,
    }),
    OPTIONS,
  );
  await keys.recover();
  showMade(context, await keys.create(given(input), context.signal()));
}

export async function addKey(context: CommandContext, options: AddOptions): Promise<void> {
  const { environments, keys } = await context.services();
  const environmentId = environments.find(options.env).id;
  const input = parseInput(
    localKeySchema,
    { environmentId, name: options.name, variable: options.var },
    OPTIONS,
  );
  const secret = await readSecret(context, "the key's secret");
  showMade(context, await keys.add(given(input), secret));
}

/** Never the secret: the window shows it once, and programs get it without a copy of anybody's. */
function showMade(context: CommandContext, key: Key): void {
  const { name, hint, id, variable, acknowledged } = key;
  context.show(keyShape(key), () => fields({ Name: name, Hint: `${hint}…`, Variable: variable, Id: id }));
  const once = acknowledged ? '' : 'To see the secret once, open Keyrack. ';
  context.tell(`${once}To use it: keyrack exec --key ${id} -- COMMAND, or keyrack export.`);
}
