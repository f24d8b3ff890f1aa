import { type Command, Option } from 'commander';
import { confirmIn } from '#core/confirming.ts';
import { AppError } from '#core/errors.ts';
import type { Secret } from '#core/secret.ts';
import type { Services } from '#core/services.ts';
import type { Environment } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import {
  OVERLAPS,
  type Overlap,
  type Rotation,
  type RotationPlan,
  type RotationRequest,
  WATCHES,
  type Watch,
} from '#shared/model/rotation.ts';
import { confirmDestruction } from '../confirm.ts';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { assertMayWrite, writeFileGiven } from '../file-output.ts';
import { collect, given } from '../input.ts';
import { printable } from '../printable.ts';
import { chooseKey } from './key-choice.ts';
import { planText } from './rotation-plan.ts';
import { readNewValue, tellGuess, watched } from './rotation-running.ts';
import { exitOf, rotationText } from './rotation-text.ts';

export interface RotateOptions {
  readonly env?: string;
  readonly confirm?: string;
  readonly overlap?: Overlap;
  readonly watch?: Watch;
  readonly scope?: readonly string[];
  readonly lost?: boolean;
  readonly plan?: boolean;
  readonly runbook?: string;
}

export function registerRotating(program: Command, context: CommandContext): void {
  program
    .command('rotate <key...>')
    .description('give keys a new value everywhere they are used, then retire the old one')
    .option('--plan', 'print what would be done, and do nothing')
    .option('--runbook <file>', 'write the plan as Markdown into this file, and do nothing else')
    .addOption(overlapOption('how long both keys work; 24h where it is not given'))
    .addOption(
      new Option(
        '--watch <time>',
        'how long the old key is watched before it is retired: switched off, where the service can',
      ).choices(WATCHES),
    )
    .option(
      '--scope <scope>',
      'a scope of the new key; may be repeated; absent: those of the old one',
      collect,
    )
    .option('--lost', 'Keyrack does not have the old value, or not the right one')
    .option('--env <env>', 'where the name stands in several environments')
    .option('--confirm <name>', "the environment's name, in production")
    .addHelpText(
      'after',
      '\nUntil the old key is retired it can be taken back: keyrack rotations undo <key>. Ctrl+C takes back what is under way.',
    )
    .action((keys: readonly string[], options: RotateOptions) => rotateKeys(context, keys, options));
}

export const overlapOption = (words: string): Option =>
  new Option('--overlap <time>', words).choices(OVERLAPS);

export type ReplaceOptions = Pick<RotateOptions, 'env' | 'confirm' | 'overlap'>;

/** A new value in place of one that is lost, or of one that is of no use any more. */
export async function replaceKey(
  context: CommandContext,
  idOrName: string,
  options: ReplaceOptions,
): Promise<void> {
  const { held } = chooseKey(await context.services(), idOrName, options.env);
  await rotateKeys(context, [idOrName], { ...options, lost: !held });
}

interface Planned {
  readonly key: Key;
  readonly request: RotationRequest;
  readonly plan: RotationPlan;
}

/** One after the other; each is looked at before the first is begun. */
export async function rotateKeys(
  context: CommandContext,
  words: readonly string[],
  options: RotateOptions,
): Promise<void> {
  const services = await context.services();
  const keys = words.map((word) => chooseKey(services, word, options.env));
  const planned: Planned[] = [];
  for (const key of new Map(keys.map((each) => [each.id, each])).values()) {
    planned.push(await planRotation(services, key, options));
  }
  if (options.runbook !== undefined) return writeRunbook(context, services, planned, options.runbook);
  if (options.plan === true) return showPlans(context, planned);
  showRotations(context, services, await rotatePlanned(context, services, planned, options.confirm));
}

/** Nothing is done. @throws AppError what would be refused */
export async function planRotation(
  services: Services,
  key: Key,
  options: Pick<RotateOptions, 'lost' | 'overlap' | 'watch' | 'scope'>,
): Promise<Planned> {
  const request = requestFor(key, options);
  return { key, request, plan: await services.rotating.plan(request) };
}

function requestFor(
  { id }: Key,
  { lost, overlap, watch, scope }: Parameters<typeof planRotation>[2],
): RotationRequest {
  const scopes = scope === undefined ? undefined : [...scope];
  return given({ keyId: id, reason: lost === true ? ('lost' as const) : undefined, overlap, watch, scopes });
}

function showPlans(context: CommandContext, planned: readonly Planned[]): void {
  const plans = planned.map(({ plan }) => plan);
  context.show(plans.length === 1 ? plans[0] : plans, () => plans.map(planText).join('\n\n'));
}

async function writeRunbook(
  context: CommandContext,
  { rotating }: Services,
  planned: readonly Planned[],
  file: string,
): Promise<void> {
  assertMayWrite(context, file);
  const texts: string[] = [];
  for (const { request } of planned) texts.push(await rotating.runbook(request));
  await writeFileGiven(context, file, texts.join('\n'));
  context.show({ file }, () => `Wrote ${printable(file)}. Nothing was rotated.`);
}

interface Ready extends Planned {
  readonly confirm: string | undefined;
  /** null: the service makes the new value. */
  readonly secret: Secret | null;
}

/** Asks, takes values that are made by hand, and rotates. */
export async function rotatePlanned(
  context: CommandContext,
  services: Services,
  planned: readonly Planned[],
  confirm: string | undefined,
): Promise<readonly Rotation[]> {
  assertCanAsk(context, planned);
  const ready: Ready[] = [];
  for (const each of planned) ready.push(await prepare(context, services, each, confirm));
  await services.keys.recover();
  await services.delivering.recover();
  const rotations: Rotation[] = [];
  try {
    for (const each of ready) {
      if (context.signal().aborted) throw stopped();
      rotations.push(await rotateOne(context, services, each));
    }
  } catch (error) {
    if (ready.length > 1) context.tell(`Rotated: ${rotations.length} of ${ready.length}.`);
    throw error;
  }
  return rotations;
}

/** Before anything is begun: what is asked on the way could not be answered. */
function assertCanAsk({ terminal }: CommandContext, planned: readonly Planned[]): void {
  if (terminal.canAsk || planned.length < 2) return;
  const byHand = planned.find(({ plan }) => plan.byHand);
  const productions = new Set(planned.flatMap(({ plan }) => (plan.isProduction ? [plan.environment] : [])));
  if (byHand === undefined && productions.size < 2) return;
  throw new AppError('invalid-input', {
    message:
      byHand === undefined
        ? 'These keys are of several production environments, and each has to be confirmed.'
        : `The new value of "${byHand.key.name}" is made by hand, and stdin carries one value.`,
    next: 'Rotate these keys one at a time, or run the command in a terminal to be asked.',
  });
}

async function prepare(
  context: CommandContext,
  services: Services,
  planned: Planned,
  confirm: string | undefined,
): Promise<Ready> {
  const { key, plan } = planned;
  tellGuess(context, services, key, plan);
  for (const warning of plan.warnings) context.tell(printable(warning));
  const typed = await confirmPlan(context, services.environments.find(key.environmentId), plan, confirm);
  const secret = plan.byHand ? await readNewValue(context, services, key, plan) : null;
  return { ...planned, confirm: typed, secret };
}

/** @returns the environment's name as typed. @throws AppError confirmation-needed before anything is begun */
export async function confirmPlan(
  context: CommandContext,
  environment: Environment,
  plan: RotationPlan,
  confirm: string | undefined,
): Promise<string | undefined> {
  const { keyName, kind, overlap, reason, deliveries } = plan;
  const what = reason === 'leak' ? 'Replace the leaked key' : 'Rotate the key';
  const how =
    overlap === 'none' || kind === 'in-place'
      ? 'the old value stops working at once'
      : `both keys work for ${overlap}, then the old one is retired`;
  const left = deliveries.filter(
    (each) =>
      each.how === 'skip' || (overlap === 'none' && (each.how === 'person' || each.afterwards !== undefined)),
  );
  const typed = await confirmDestruction(context, {
    act: `${what} "${keyName}" of ${environment.name}; ${how}`,
    environment,
    stops: left.map(({ targetName, file, text }) => `${targetName}, ${file}. ${text}`),
    confirm,
  });
  confirmIn(environment, `Rotating the key "${keyName}"`, typed);
  return typed;
}

async function rotateOne(context: CommandContext, services: Services, ready: Ready): Promise<Rotation> {
  const { rotating } = services;
  const { request, confirm, secret } = ready;
  const watch = watched(context, services);
  const begun = await rotating.start(given({ ...request, confirm }), watch);
  if (secret === null || !begun.can.includes('enter')) return begun;
  try {
    return await rotating.act(given({ id: begun.id, act: 'enter' as const, confirm }), secret, watch);
  } catch (error) {
    // A value that was refused leaves nothing behind that would be in the way of the next try.
    if (rotating.get(begun.id).can.includes('enter'))
      await rotating.act(given({ id: begun.id, act: 'undo' as const, confirm }), null);
    throw error;
  }
}

export function showRotations(
  context: CommandContext,
  services: Services,
  rotations: readonly Rotation[],
): void {
  context.show(rotations.length === 1 ? rotations[0] : rotations, () =>
    rotations.map((each) => rotationText(context, services, each)).join('\n\n'),
  );
  exitAfter(context, rotations);
}

export function exitAfter(context: CommandContext, rotations: readonly Rotation[]): void {
  context.exitWith(context.signal().aborted ? EXIT.interrupted : exitOf(rotations));
}

const stopped = () => new AppError('cancelled', { message: 'Stopped. No further key was begun.' });
