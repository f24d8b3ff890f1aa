import type { Command } from 'commander';
import * as z from 'zod/mini';
import type { Services } from '#core/services.ts';
import { type Alert, conditionSchema, type Key, type Usage } from '#shared/model/key.ts';
import type { Operation } from '#shared/model/provider.ts';
import type { CommandContext } from '../context.ts';
import { tellInferred } from '../guiding.ts';
import { parseDuration, parseInput } from '../input.ts';
import { showList } from '../list.ts';
import { printable } from '../printable.ts';
import { type Column, table } from '../table.ts';
import { chooseKey, chooseOffer } from './key-choice.ts';

interface InEnvironment {
  readonly env?: string;
}

const POINT_COLUMNS: readonly Column<Usage['points'][number]>[] = [
  { title: 'FROM', text: ({ at }) => at },
  { title: 'REQUESTS', text: ({ requests }) => String(requests) },
];
const ALERT_COLUMNS: readonly Column<Alert>[] = [
  { title: 'CONDITION', text: ({ condition }) => condition },
  {
    title: 'JUDGED BY',
    text: ({ judgedBy }) => (judgedBy === 'service' ? 'the service' : 'Keyrack, while its window is open'),
  },
  { title: 'LAST', text: ({ lastFiredAt }) => lastFiredAt ?? 'never' },
  { title: 'ID', text: ({ id }) => id },
];
const IN_ENVIRONMENT = ['--env <env>', 'where the name stands in several environments'] as const;

export function registerUsage(group: Command, context: CommandContext): void {
  group
    .command('usage <key>')
    .description('how often the key was used')
    .option('--since <duration>', 'such as 24h or 7d', '24h')
    .option(...IN_ENVIRONMENT)
    .action((key: string, options: InEnvironment & { readonly since: string }) =>
      usage(context, key, options),
    );
  group
    .command('snippet <key>')
    .description('how a program uses the key; the value is never filled in')
    .option(...IN_ENVIRONMENT)
    .action((key: string, options: InEnvironment) => snippets(context, key, options));
  registerAlerts(group.command('alert').description('tell when a key is used more than a limit'), context);
}

function registerAlerts(alerts: Command, context: CommandContext): void {
  alerts
    .command('list <key>')
    .description('list the alerts of a key')
    .option(...IN_ENVIRONMENT)
    .action((key: string, options: InEnvironment) => listAlerts(context, key, options));
  alerts
    .command('add <key>')
    .description('add an alert')
    .requiredOption('--condition <text>', 'such as "api_requests > 1000/hour"')
    .option(...IN_ENVIRONMENT)
    .action((key: string, options: InEnvironment & { readonly condition: string }) =>
      addAlert(context, key, options),
    );
  alerts
    .command('remove <key> <alert>')
    .description('remove an alert, by its id')
    .option(...IN_ENVIRONMENT)
    .action((key: string, alert: string, options: InEnvironment) =>
      removeAlert(context, key, alert, options),
    );
}

function chosen(
  context: CommandContext,
  services: Services,
  { idOrName, env }: { readonly idOrName: string; readonly env: string | undefined },
  operation: Operation,
): Key {
  const key = chooseKey(services, idOrName, env);
  const known = chooseOffer(services, key, operation);
  if (known !== null) tellInferred(context, known.provider, known.offer);
  return key;
}

async function usage(
  context: CommandContext,
  idOrName: string,
  { env, since }: InEnvironment & { readonly since: string },
): Promise<void> {
  const from = new Date(context.machine.now().getTime() - parseDuration(since, '--since'));
  const services = await context.services();
  const key = chosen(context, services, { idOrName, env }, 'usage');
  const found = await services.keys.usage(key.id, from, context.signal());
  context.show(found, () => {
    const total = `${printable(key.name)}: ${found.requests} request${found.requests === 1 ? '' : 's'} since ${found.since}`;
    const points = table(found.points, POINT_COLUMNS, { colour: context.terminal.colour, empty: '' });
    return points === '' ? total : `${total}\n\n${points}`;
  });
}

async function snippets(context: CommandContext, idOrName: string, { env }: InEnvironment): Promise<void> {
  const services = await context.services();
  const found = services.keys.snippets(chooseKey(services, idOrName, env).id);
  context.show(found, () =>
    found.length === 0
      ? 'This service has no snippets.'
      : found.map(({ title, text }) => `# ${title}\n${text}`).join('\n\n'),
  );
}

async function listAlerts(context: CommandContext, idOrName: string, { env }: InEnvironment): Promise<void> {
  const services = await context.services();
  const key = chosen(context, services, { idOrName, env }, 'listAlerts');
  const rows = await services.alerts.list(key.id, context.signal());
  showList(context, { rows, shape: (row) => row, columns: ALERT_COLUMNS, empty: 'This key has no alerts.' });
}

async function addAlert(
  context: CommandContext,
  idOrName: string,
  { env, condition }: InEnvironment & { readonly condition: string },
): Promise<void> {
  const input = parseInput(z.strictObject({ condition: conditionSchema }), { condition });
  const services = await context.services();
  const key = chosen(context, services, { idOrName, env }, 'setAlert');
  const alert = await services.alerts.add(key.id, input.condition, context.signal());
  const who = alert.judgedBy === 'service' ? 'the service' : 'Keyrack, while its window is open';
  context.show(alert, () => `Added the alert ${alert.id}. It is judged by ${who}.`);
}

async function removeAlert(context: CommandContext, idOrName: string, alert: string, { env }: InEnvironment) {
  const services = await context.services();
  const key = chosen(context, services, { idOrName, env }, 'deleteAlert');
  await services.alerts.remove(key.id, alert, context.signal());
  context.show({ id: alert, removed: true }, () => 'Removed the alert.');
}
