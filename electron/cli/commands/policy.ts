import type { Command } from 'commander';
import { AppError } from '#core/errors.ts';
import type { Services } from '#core/services.ts';
import { durationMs, durationSchema } from '#shared/model/key.ts';
import { type Policy, policyChangesSchema } from '#shared/model/policy.ts';
import type { CommandContext } from '../context.ts';
import { given, parseInput } from '../input.ts';
import { showList } from '../list.ts';
import { policyShape } from '../shapes.ts';
import { type Column, fields } from '../table.ts';
import { chooseKey } from './key-choice.ts';

interface SubjectOptions {
  readonly env?: string;
  readonly connection?: string;
  readonly key?: string;
}

interface SetOptions extends SubjectOptions {
  readonly after?: string;
  readonly critical?: boolean;
  readonly notCritical?: boolean;
  readonly unused?: string;
  readonly unattended?: string;
}

const DAY_MS = 86_400_000;
const OPTION_OF = { afterDays: '--after', unusedDays: '--unused', unattendedAt: '--unattended' };

export function registerPolicy(program: Command, context: CommandContext): void {
  const group = program
    .command('policy')
    .description('when keys are to be replaced: of environments, connections and keys');
  group
    .command('list')
    .description('list what is prescribed')
    .action(() => list(context));
  withSubject(group.command('show').description('show what is prescribed of one of them')).action(
    async (options: SubjectOptions) => {
      const services = await context.services();
      const { subject, id, name } = subjectOf(services, options);
      show(context, services.policies.get(subject, id), name);
    },
  );
  withSubject(group.command('set').description('prescribe something; what is not named stays'))
    .option('--after <days>', 'replace a key so long after it was made, such as 90d; never; inherit')
    .option('--critical', 'something important stops without this key: at most 365 days')
    .option('--not-critical', 'it is like any other')
    .option('--unused <days>', 'list a key that was not used for so long, such as 90d; never; inherit')
    .option('--unattended <time>', 'replace a due key by itself at this time, such as 03:00; off; inherit')
    .action((options: SetOptions) => set(context, options));
}

const withSubject = (command: Command): Command =>
  command
    .option('--env <env>', 'of this environment; with --connection or --key: where that is')
    .option('--connection <connection>', 'of this connection')
    .option('--key <key>', 'of this key');

/** The nearest that is named. @throws AppError invalid-input, not-found, ambiguous */
function subjectOf(
  services: Services,
  { env, connection, key }: SubjectOptions,
): Pick<Policy, 'subject' | 'id'> & { readonly name: string } {
  if (key !== undefined && connection !== undefined) throw whoseWords('--connection and --key are two.');
  const { environments, connections } = services;
  if (key !== undefined) return { subject: 'key', ...chooseKey(services, key, env) };
  const environment = env === undefined ? undefined : environments.find(env);
  if (connection !== undefined)
    return { subject: 'connection', ...connections.find(connection, environment?.id) };
  if (environment === undefined) throw whoseWords('Nothing is named that a policy could be of.');
  return { subject: 'environment', ...environment };
}

const whoseWords = (message: string) =>
  new AppError('invalid-input', { message, next: 'Give one of --env, --connection and --key.' });

async function set(context: CommandContext, options: SetOptions): Promise<void> {
  const services = await context.services();
  const { subject, id, name } = subjectOf(services, options);
  const changes = changesOf(options);
  if (Object.keys(changes).length === 0) {
    throw new AppError('invalid-input', {
      message: 'Nothing is named that could be changed.',
      next: 'Say for example: --after 90d. See: keyrack policy set --help',
    });
  }
  const input = parseInput(policyChangesSchema, { subject, id, ...changes }, OPTION_OF);
  show(context, services.policies.set(input), name);
}

function changesOf({ after, critical, notCritical, unused, unattended }: SetOptions) {
  if (critical === true && notCritical === true) {
    throw new AppError('invalid-input', {
      message: '--critical and --not-critical cannot both be.',
      next: 'Give one of them.',
    });
  }
  return given({
    afterDays: daysOf(after, '--after'),
    critical: notCritical === true ? false : critical,
    // It was called none once.
    unusedDays: daysOf(unused === 'none' ? 'inherit' : unused, '--unused'),
    unattendedAt: unattended === 'inherit' ? null : unattended,
  });
}

const DAYS_MAX = 3_650;

/** Whole days. @throws AppError invalid-input */
function daysOf(text: string | undefined, option: string): Policy['afterDays'] | undefined {
  if (text === undefined || text === 'never') return text;
  if (text === 'inherit') return null;
  const duration = durationSchema.safeParse(text);
  const days = duration.success ? durationMs(duration.data) / DAY_MS : Number.NaN;
  if (Number.isInteger(days) && days <= DAYS_MAX) return days;
  throw new AppError('invalid-input', {
    message: `${option} cannot be used as given.`,
    next: `Write whole days, from 1d to ${DAYS_MAX}d, such as 90d, or never, or inherit.`,
  });
}

const ownWords = (days: NonNullable<Policy['afterDays']>) => (days === 'never' ? days : `${days}d`);
const afterOf = ({ afterDays, subject }: Policy): string => {
  if (afterDays !== null) return ownWords(afterDays);
  return subject === 'environment' ? 'none' : 'inherit';
};
const unusedOf = ({ unusedDays }: Policy): string => (unusedDays === null ? '-' : ownWords(unusedDays));

async function list(context: CommandContext): Promise<void> {
  const { policies, environments, connections, keys } = await context.services();
  const rows = policies.list();
  const named = [...environments.list(), ...connections.list(), ...keys.list()];
  const names = new Map(named.map(({ id, name }) => [id, name]));
  const columns: readonly Column<Policy>[] = [
    { title: 'OF', text: ({ subject }) => subject },
    { title: 'NAME', text: ({ id }) => names.get(id) ?? id },
    { title: 'AFTER', text: afterOf },
    { title: 'CRITICAL', text: ({ critical }) => (critical ? 'yes' : '-') },
    { title: 'UNUSED', text: unusedOf },
    { title: 'UNATTENDED', text: ({ unattendedAt }) => unattendedAt ?? '-' },
    { title: 'ID', text: ({ id }) => id },
  ];
  const empty = 'Nothing is prescribed. Begin with: keyrack policy set --env <env> --after 90d';
  showList(context, { rows, shape: policyShape, columns, empty });
}

function show(context: CommandContext, policy: Policy, name: string): void {
  context.show(policyShape(policy), () =>
    fields({
      Of: `${policy.subject} ${name}`,
      After: afterOf(policy),
      Critical: policy.critical ? 'yes' : 'no',
      Unused: unusedOf(policy),
      Unattended: policy.unattendedAt ?? '-',
      Id: policy.id,
    }),
  );
}
