import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '#core/errors.ts';
import type { Services } from '#core/services.ts';
import { type DueRow, type Review, snoozeSchema } from '#shared/model/policy.ts';
import { dueWords } from '#shared/text/due.ts';
import { writeNamedFile } from '../../platform/named-file.ts';
import type { CommandContext } from '../context.ts';
import { parseDuration, parseInput } from '../input.ts';
import { showList } from '../list.ts';
import { printable } from '../printable.ts';
import { dueShape, reviewShape } from '../shapes.ts';
import { table } from '../table.ts';
import { chooseKey } from './key-choice.ts';

interface DueOptions {
  readonly env?: string;
  readonly within?: string;
  readonly calendar?: string;
  readonly snooze?: string;
  readonly for?: string;
  readonly review?: boolean;
  readonly reviewed?: boolean;
  readonly run?: boolean;
}

const DAY_MS = 86_400_000;
const SNOOZED_FOR = '7d';
/** What keys there are is nobody else's business. */
const CALENDAR_MODE = 0o600;

export function registerDue(program: Command, context: CommandContext): void {
  program
    .command('due')
    .description('keys that are due, expire, or are not used, the most urgent first')
    .option('--env <env>', 'only of this environment')
    .option('--within <duration>', 'only what is due until then, such as 30d, and what is late')
    .option('--calendar <file>', 'write the dates as a calendar (iCalendar) instead')
    .option('--snooze <key>', 'do not remind of this key for a while')
    .option('--for <duration>', `how long it is snoozed: 1d, 7d, 14d or 30d; without it ${SNOOZED_FOR}`)
    .option('--review', 'list all keys by their last use instead')
    .option('--reviewed', 'note that you have looked through them; the next review is a quarter later')
    .option('--run', 'replace what may be replaced unattended and whose time has come, then list')
    .action((options: DueOptions) => due(context, options));
}

async function due(context: CommandContext, options: DueOptions): Promise<void> {
  assertOne(options);
  const services = await context.services();
  const { policies } = services;
  if (options.calendar !== undefined) return writeCalendar(context, services, options.calendar);
  if (options.reviewed === true) return showReview(context, services, policies.reviewed());
  if (options.review === true) return showReview(context, services, policies.review());
  if (options.snooze !== undefined) return snooze(context, services, options);
  // Before anything is done.
  const fits = filterOf(context, services, options);
  if (options.run === true) {
    const started = await policies.rotateUnattended(context.signal());
    context.tell(`Rotations begun: ${started}.`);
  }
  const rows = policies.due();
  if (!context.options().quiet) policies.remind(rows);
  tellWaiting(context, services);
  return list(context, services, rows.filter(fits));
}

/** @throws AppError invalid-input where the options ask for several things at once */
function assertOne({ calendar, snooze: key, review, reviewed, run, for: duration }: DueOptions): void {
  const asked = [calendar, key, review, reviewed, run].filter((each) => each !== undefined);
  if (asked.length > 1) {
    throw new AppError('invalid-input', {
      message: '--calendar, --snooze, --review, --reviewed and --run are not done at once.',
      next: 'Give one of them.',
    });
  }
  if (duration !== undefined && key === undefined) {
    throw new AppError('invalid-input', {
      message: '--for says how long a key is snoozed, and no key is.',
      next: 'Name it: --snooze Reader --for 7d',
    });
  }
}

function filterOf(
  { machine }: CommandContext,
  { environments }: Services,
  { env, within }: DueOptions,
): (row: DueRow) => boolean {
  const environmentId = env === undefined ? null : environments.find(env).id;
  const ms = within === undefined ? null : parseDuration(within, '--within');
  const until = ms === null ? Number.POSITIVE_INFINITY : machine.now().getTime() + ms;
  return (row) =>
    (environmentId === null || row.environmentId === environmentId) && Date.parse(row.dueAt) <= until;
}

function list(context: CommandContext, { environments }: Services, rows: readonly DueRow[]): void {
  const names = namesOf(environments);
  const now = context.machine.now();
  showList(context, {
    rows,
    shape: dueShape,
    columns: [
      { title: 'NAME', text: ({ name }) => name },
      { title: 'ENVIRONMENT', text: ({ environmentId }) => names.get(environmentId) ?? environmentId },
      { title: 'DUE', text: (row) => dueWords(row, now) },
      { title: 'AT', text: ({ dueAt }) => dueAt },
      { title: 'POLICY', text: policyOf },
      { title: 'NOTE', text: noteOf },
    ],
    empty: 'No key is due.',
  });
}

const namesOf = (environments: Services['environments']) =>
  new Map(environments.list().map(({ id, name }) => [id, name]));

const policyOf = ({ from, afterDays, critical }: DueRow): string =>
  [from === null ? '-' : `${afterDays}d by the ${from}`, critical && 'critical'].filter(Boolean).join(', ');

function noteOf({ rotationId, attended, unattendedAt, snoozedUntil }: DueRow): string {
  const notes = [
    rotationId !== null && 'it is being replaced',
    attended !== null && `needs you: ${attended}`,
    attended === null && unattendedAt !== null && `replaced by itself at ${unattendedAt}`,
    snoozedUntil !== null && `snoozed until ${snoozedUntil}`,
  ];
  return notes.filter((note) => note !== false).join('; ');
}

function tellWaiting(context: CommandContext, { rotating }: Services): void {
  for (const { keyName, problem, id } of rotating.list().filter(({ state }) => state === 'waiting')) {
    const why = problem === null ? '' : `: ${problem}`;
    context.tell(printable(`The rotation ${id} of "${keyName}" waits for you${why}`));
  }
}

function snooze(context: CommandContext, services: Services, options: DueOptions): void {
  const { policies } = services;
  const key = chooseKey(services, options.snooze ?? '', options.env);
  const days = parseDuration(options.for ?? SNOOZED_FOR, '--for') / DAY_MS;
  policies.snooze(parseInput(snoozeSchema, { keyId: key.id, days }, { days: '--for' }));
  const rows = policies.due().filter(({ keyId }) => keyId === key.id);
  context.tell(printable(`You are not reminded of "${key.name}" for ${days} days.`));
  list(context, services, rows);
}

async function writeCalendar(context: CommandContext, services: Services, named: string): Promise<void> {
  const file = resolve(named);
  await writeNamedFile(file, services.policies.calendar(), CALENDAR_MODE);
  context.show({ file }, () => printable(`Wrote ${file}.`));
}

function showReview(context: CommandContext, { environments }: Services, review: Review): void {
  const names = namesOf(environments);
  context.show(reviewShape(review), () => {
    const rows = table(
      review.keys,
      [
        { title: 'NAME', text: ({ name }) => name },
        { title: 'ENVIRONMENT', text: ({ environmentId }) => names.get(environmentId) ?? environmentId },
        {
          title: 'LAST USED',
          text: ({ lastUsedAt, tells }) => lastUsedAt ?? (tells ? 'never' : 'not known'),
        },
        { title: 'DELIVERIES', text: ({ deliveries }) => String(deliveries) },
      ],
      { colour: context.terminal.colour, empty: 'There are no keys.' },
    );
    return `${rows}\n\n${reviewWords(review)}`;
  });
}

function reviewWords({ reviewedAt, nextAt, isDue }: Review): string {
  const last =
    reviewedAt === null ? 'You have not looked through them yet.' : `Last reviewed at ${reviewedAt}.`;
  const next = isDue
    ? 'A review is due. Note it with: keyrack due --reviewed'
    : `The next is due at ${nextAt}.`;
  return `${last} ${next}`;
}
