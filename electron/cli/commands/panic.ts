import type { Command } from 'commander';
import { AppError } from '#core/errors.ts';
import type { Services } from '#core/services.ts';
import type { Identity, Key } from '#shared/model/key.ts';
import type { Incident, RotationPlan } from '#shared/model/rotation.ts';
import type { CommandContext } from '../context.ts';
import { assertMayWrite, writeFileGiven } from '../file-output.ts';
import { given } from '../input.ts';
import { printable } from '../printable.ts';
import { readSecret } from '../secret-input.ts';
import { chooseKey } from './key-choice.ts';
import { confirmPlan } from './rotating.ts';
import { readNewValue, tellGuess, watched } from './rotation-running.ts';
import { exitOf, lineIn, rotationText } from './rotation-text.ts';

interface PanicOptions {
  readonly env?: string;
  readonly confirm?: string;
  readonly note?: string;
}

export function registerPanic(program: Command, context: CommandContext): void {
  program
    .command('panic [key]')
    .description('replace a leaked key at once; without KEY its value is read from stdin')
    .option('--note <file>', 'write the incident note, Markdown, into this file')
    .option('--env <env>', 'where the name stands in several environments')
    .option('--confirm <name>', "the environment's name, in production")
    .action((key: string | undefined, options: PanicOptions) => panic(context, key, options));
}

async function panic(context: CommandContext, idOrName: string | undefined, options: PanicOptions) {
  const services = await context.services();
  const leaked =
    idOrName === undefined ? await ownerOf(context, services) : chooseKey(services, idOrName, options.env);
  const key = current(services, leaked);
  const { note } = options;
  if (note !== undefined) assertMayWrite(context, note);
  const plan = await services.rotating.plan({ keyId: key.id, reason: 'leak' });
  const environment = services.environments.find(key.environmentId);
  context.tell(printable(`It is the key "${key.name}" of ${environment.name} (${key.id}).`));
  tellGuess(context, services, key, plan);
  for (const { targetName, file, text } of plan.deliveries)
    context.tell(printable(`Delivered to ${targetName}, ${file}. ${text}`));
  for (const warning of plan.warnings) context.tell(printable(warning));
  const confirm = await confirmPlan(context, environment, plan, options.confirm);
  const incident = await replaceLeaked(context, services, { leaked, key, plan, confirm });
  if (note !== undefined) await keepNote(context, note, incident);
  context.tell(rotationText(context, services, incident.rotation));
  context.show(incident, () => (note === undefined ? incident.note.trimEnd() : `Wrote ${printable(note)}.`));
  context.exitWith(exitOf([incident.rotation]));
}

/** The key is replaced by now: a note that cannot be written is told all the same. */
async function keepNote(context: CommandContext, file: string, { note }: Incident): Promise<void> {
  try {
    await writeFileGiven(context, file, note);
  } catch (error) {
    context.terminal.err(note);
    throw error;
  }
}

/** An old value that a rotation is retiring leads to the key that took its place. */
const current = ({ keys }: Services, key: Key): Key =>
  key.replacedBy === null ? key : keys.get(key.replacedBy);

/** @returns the row that has this value, which may be an old value's. @throws AppError not-found, ambiguous */
async function ownerOf(context: CommandContext, services: Services): Promise<Key> {
  const identity = await services.keys.identify(await readSecret(context, 'the leaked value'));
  const found = identity.keyIds.map((id) => services.keys.get(id));
  const [owner, ...more] = new Map(found.map((key) => [current(services, key).id, key])).values();
  if (owner === undefined) throw nobodys(services, identity);
  if (more.length === 0) return owner;
  const line = lineIn(context);
  throw new AppError('ambiguous', {
    message: `Several keys have this value: ${[owner, ...more].map(({ name }) => `"${name}"`).join(', ')}.`,
    next: `Replace each of them: ${[owner, ...more].map(({ id }) => line('panic', id)).join('; ')}`,
  });
}

function nobodys({ providers }: Services, { beginning }: Identity): AppError {
  const service = beginning === null ? null : providers.find(beginning.provider);
  const console = service?.links.console ?? null;
  const where = `in the console of ${service === null ? 'its service' : service.name}${console === null ? '' : `, ${console}`}`;
  return new AppError('not-found', {
    message: 'Keyrack has no key with this value.',
    next: `Revoke it ${where}. Where it stands on this machine is found by: keyrack scan`,
  });
}

interface Leaked {
  /** With its own id an old value ends its run at once, and no third key is made. */
  readonly leaked: Key;
  readonly key: Key;
  readonly plan: RotationPlan;
  readonly confirm: string | undefined;
}

async function replaceLeaked(
  context: CommandContext,
  services: Services,
  { leaked, key, plan, confirm }: Leaked,
): Promise<Incident> {
  const { rotating } = services;
  const watch = watched(context, services);
  const incident = await rotating.panic({ keyId: leaked.id }, given({ ...watch, confirm }));
  // By a pipe the leaked value came in, so the new one is entered by a command of its own.
  if (!incident.rotation.can.includes('enter') || !context.terminal.canAsk) return incident;
  const secret = await readNewValue(context, services, key, plan);
  const { id } = incident.rotation;
  const rotation = await rotating.act(given({ id, act: 'enter' as const, confirm }), secret, watch);
  return { rotation, note: await rotating.incidentNote(id) };
}
