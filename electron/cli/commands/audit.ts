import { type Command, Option } from 'commander';
import { AppError } from '#core/errors.ts';
import type { Services } from '#core/services.ts';
import type { ActivityFilter, ActivityRow, ActivityVerdict } from '#shared/model/activity.ts';
import { idSchema, instantSchema } from '#shared/model/text-fields.ts';
import { detailWords, problemWords, whatWords } from '#shared/text/activity.ts';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { parseDuration } from '../input.ts';
import { showList } from '../list.ts';
import { activityShape } from '../shapes.ts';
import type { Column } from '../table.ts';

interface AuditOptions {
  readonly env?: string;
  readonly key?: string;
  readonly by?: 'window' | 'command';
  readonly since?: string;
  readonly limit: string;
  readonly verify?: boolean;
  readonly csv?: boolean;
}

const LIMIT = 100;

const COLUMNS: readonly Column<ActivityRow>[] = [
  { title: 'AT', text: ({ at }) => at },
  { title: 'BY', text: ({ by, client }) => (client === null ? by : `${by} (${client})`) },
  { title: 'WHAT', text: ({ what }) => whatWords(what) },
  { title: 'NAME', text: ({ name, subject }) => name ?? subject ?? '-' },
  {
    title: 'DETAIL',
    text: ({ detail, name }) => (detail === null || detail === name ? '' : detailWords(detail)),
  },
];

export function registerAudit(program: Command, context: CommandContext): void {
  program
    .command('audit')
    .description('what was done, by whom, newest first; --verify says whether somebody changed that')
    .option('--env <env>', 'only in this environment')
    .option('--key <key>', 'only of this key; one that is gone is named by its id')
    .addOption(new Option('--by <door>', 'window or command').choices(['window', 'command']))
    .option('--since <time>', 'such as 30d or 2027-01-31T12:00:00Z')
    .option('--limit <number>', 'at most so many rows', String(LIMIT))
    .option('--verify', 'judge the chain instead; exits 1 where it is broken, 3 where the storage is closed')
    .option('--csv', 'print a table for a spreadsheet')
    .action(async (options: AuditOptions) => {
      const services = await context.services();
      if (options.verify === true) return verify(context, services);
      const filter = filterOf(options, services, context.machine.now());
      const limit = limitOf(options.limit);
      if (options.csv === true) return context.terminal.out(services.activity.write(filter, 'csv', limit));
      const rows = services.activity.newest(limit, filter);
      return showList(context, { rows, shape: activityShape, columns: COLUMNS, empty: 'Nothing was done.' });
    });
}

function filterOf(
  { env, key, by, since }: AuditOptions,
  services: Pick<Services, 'environments' | 'keys'>,
  now: Date,
): ActivityFilter {
  const environmentId = env === undefined ? undefined : services.environments.find(env).id;
  return { by, since: sinceOf(since, now), environmentId, keyId: keyIdOf(key, services, environmentId) };
}

/** A key that was deleted has rows still. */
function keyIdOf(
  key: string | undefined,
  { keys }: Pick<Services, 'keys'>,
  environmentId: string | undefined,
): string | undefined {
  if (key === undefined || idSchema.safeParse(key).success) return key;
  return keys.find(key, environmentId).id;
}

function sinceOf(since: string | undefined, now: Date): string | undefined {
  if (since === undefined || instantSchema.safeParse(since).success) return since;
  return new Date(now.getTime() - parseDuration(since, '--since')).toISOString();
}

function limitOf(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new AppError('invalid-input', {
    message: '--limit takes a number of rows.',
    next: `Write it like: --limit ${LIMIT}`,
    field: 'limit',
  });
}

async function verify(context: CommandContext, { activity }: Pick<Services, 'activity'>): Promise<void> {
  const verdict = await activity.verify();
  const { valid, rows, chained, late } = verdict;
  const problems = verdict.problems.map((problem) => ({ ...problem, ...problemWords(problem) }));
  context.show({ valid, rows, chained, late, problems }, () => verdictLines(verdict));
  context.exitWith(valid ? EXIT.done : EXIT.failed);
}

function verdictLines({ valid, rows, chained, late, problems }: ActivityVerdict): string {
  const counts = `${rows} rows, ${chained} chained${late > 0 ? `, ${late} of them late` : ''}`;
  const said = problems.map((problem) => {
    const { message, next } = problemWords(problem);
    return `${message} ${next}`;
  });
  return [valid ? `Nothing was changed: ${counts}.` : `Not valid: ${counts}.`, ...said].join('\n');
}
