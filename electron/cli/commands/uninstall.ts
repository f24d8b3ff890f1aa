import type { Command } from 'commander';
import { AppError } from '#core/errors.ts';
import type { Parted, Parting, PlannedParting, UninstallPlan } from '#core/uninstalling/service.ts';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { printable } from '../printable.ts';
import type { Uninstaller } from '../uninstaller.ts';

interface UninstallOptions {
  readonly plaintext?: boolean;
  readonly strays?: boolean;
  readonly dryRun?: boolean;
  readonly confirm: readonly string[];
}

export function registerUninstall(program: Command, context: CommandContext): void {
  const collect = (name: string, names: readonly string[]) => [...names, name];
  program
    .command('uninstall')
    .description('take out of this machine what Keyrack has put into files, the keychain and its home')
    .option(
      '--plaintext',
      'write the values themselves into the files, so that programs go on without Keyrack',
    )
    .option('--strays', 'also remove items of Keyrack in the keychain that this home does not know')
    .option('--confirm <name>', 'name of a production environment, once for each', collect, [])
    .option('--dry-run', 'list what would be done, and do nothing')
    .addHelpText(
      'after',
      '\nIt cannot be undone. Keys at services are not revoked: what is still to be revoked, revoke first.',
    )
    .action((options: UninstallOptions) => uninstall(context, options));
}

interface Overview extends UninstallPlan {
  readonly home: string;
  readonly strays: readonly string[];
}

async function uninstall(context: CommandContext, options: UninstallOptions): Promise<void> {
  const uninstaller = await context.uninstaller();
  const { home } = uninstaller;
  if (!uninstaller.isThere()) {
    context.show(nothing(home), () =>
      printable(`There is no home of Keyrack in ${home}: nothing to remove.`),
    );
    return;
  }
  const isDry = options.dryRun === true;
  if (!isDry) uninstaller.assertAlone();
  const { uninstalling } = await context.services();
  const plaintext = options.plaintext === true;
  const plan = await uninstalling.plan({ plaintext });
  const overview: Overview = { home, ...plan, strays: await uninstaller.strays() };
  if (isDry) {
    context.show(overview, () => linesOf(overview, options).join('\n'));
    return;
  }
  const confirm = await confirmed(context, overview, options);
  await run(context, uninstaller, { overview, options: { ...options, confirm } });
}

interface Decided {
  readonly overview: Overview;
  readonly options: UninstallOptions;
}

async function run(
  context: CommandContext,
  uninstaller: Uninstaller,
  { overview, options }: Decided,
): Promise<void> {
  const { uninstalling } = await context.services();
  const request = { plaintext: options.plaintext === true, confirm: options.confirm };
  let begun = 0;
  const onStep = (next: PlannedParting) => {
    begun += 1;
    context.tell(printable(`${begun} of ${overview.deliveries.length}: ${lineOf(next)}`));
  };
  const deliveries = await uninstalling.part(request, { onStep, signal: context.signal() });
  const left = deliveries.filter(({ done }) => !done);
  context.tell('Removing values and credentials from the storage of secrets.');
  const removed = await uninstalling.removeSecrets(left);
  const isWhole = left.length === 0;
  if (isWhole) context.tell(printable(`Removing ${uninstaller.home}.`));
  const strays = options.strays === true ? overview.strays : [];
  const kept = isWhole ? await uninstaller.finish(strays) : [uninstaller.home];
  const result: Result = {
    home: uninstaller.home,
    removed: isWhole,
    deliveries,
    secrets: removed,
    kept,
    strays: options.strays === true && isWhole ? [] : overview.strays,
    live: overview.live,
  };
  context.show(result, () => resultLines(result).map(printable).join('\n'));
  if (!isWhole) context.exitWith(EXIT.failed);
}

interface Result {
  readonly home: string;
  /** Everything of it is gone; false: something is left, and the home with it. */
  readonly removed: boolean;
  readonly deliveries: readonly Parted[];
  readonly secrets: number;
  /** Paths that are left: of what Keyrack did not make, or the home itself. */
  readonly kept: readonly string[];
  readonly strays: readonly string[];
  readonly live: UninstallPlan['live'];
}

const nothing = (home: string): Result => ({
  ...{ home, removed: true, deliveries: [], secrets: 0, kept: [], strays: [], live: [] },
});

/** Asked once for all; in production each environment is named. @throws AppError confirmation-needed, cancelled */
async function confirmed(
  { terminal, options: globals, tell }: CommandContext,
  overview: Overview,
  options: UninstallOptions,
): Promise<readonly string[]> {
  const unnamed = overview.productions.filter((name) => !options.confirm.includes(name));
  const isAnswered = globals().yes && unnamed.length === 0;
  if (!isAnswered && (globals().yes || !terminal.canAsk)) throw unconfirmed(overview);
  const lines = linesOf(overview, options);
  if (isAnswered) {
    // Where nobody is asked it is said all the same: it stands in the log of the script.
    for (const line of lines) tell(line);
    return options.confirm;
  }
  terminal.err(`${lines.join('\n')}\n\n`);
  const typed = [...options.confirm];
  for (const name of unnamed) {
    typed.push(await terminal.ask(`"${printable(name)}" is production. Type its name to go on: `));
  }
  const answer = await terminal.ask('Go on? [y/N] ');
  if (/^y(es)?$/i.test(answer.trim())) return typed;
  throw new AppError('cancelled', { message: 'Nothing was changed.' });
}

function unconfirmed({ productions }: Overview): AppError {
  const words = ['--yes', ...productions.map((name) => `--confirm "${name}"`)].join(' ');
  return new AppError('confirmation-needed', {
    message:
      'Uninstalling cannot be undone, so it needs a confirmation, and the name of each production environment.',
    next: `See what would be done with --dry-run, then add ${words}.`,
  });
}

const PARTING_WORDS: Readonly<Record<Parting, string>> = {
  'take-out': 'taken out of',
  value: 'replaced by the value itself in',
  stays: 'stays as it is in',
};

const lineOf = ({ server, parting, file, target }: PlannedParting): string =>
  `"${server}" (${target}): ${PARTING_WORDS[parting]} ${file}`;

function linesOf(overview: Overview, options: UninstallOptions): readonly string[] {
  const { deliveries, secrets, home, strays } = overview;
  const isOpen = options.plaintext === true && deliveries.some(({ parting }) => parting === 'value');
  return [
    ...deliveries.map(lineOf),
    ...(isOpen
      ? ['WARNING: these values then stand in the files, and every program of your user can read them there.']
      : []),
    `Values and credentials that are removed from the storage of secrets: ${secrets}. Those that only Keyrack has are lost.`,
    `${home} is removed, with its sealed copies and its audit.`,
    ...strayLines(strays, options.strays === true),
    ...liveLines(overview),
    'This cannot be undone.',
  ].map(printable);
}

function strayLines(strays: readonly string[], isRemoved: boolean): readonly string[] {
  if (strays.length === 0) return [];
  const what = `Items of Keyrack in the keychain that this home does not know: ${strays.join(', ')}.`;
  return [
    isRemoved
      ? `${what} They are removed too, even where another home needs them.`
      : `${what} They stay. If no other home has them: --strays`,
  ];
}

/** Whoever has such a value can go on using it. */
function liveLines({ live }: Pick<UninstallPlan, 'live'>): readonly string[] {
  if (live.length === 0) return [];
  return [
    `Keys that stay alive at their services, where Keyrack cannot revoke them any more: ${live.length}`,
    ...live.map(
      ({ name, environment, connection, baseUrl }) =>
        `  "${name}" of ${environment}, at ${connection} (${baseUrl})`,
    ),
  ];
}

function resultLines({ deliveries, secrets, removed, home, kept, strays, live }: Result): readonly string[] {
  const left = deliveries.filter(({ done }) => !done);
  return [
    `Deliveries done: ${deliveries.length - left.length} of ${deliveries.length}. Values and credentials removed: ${secrets}.`,
    ...left.map(({ message, next }) => `Left: ${[message, next].filter(Boolean).join(' ')}`),
    removed
      ? `Keyrack is out of this machine, but for the program itself.`
      : `${home} is kept: what is left needs it. Run uninstall again when that is mended.`,
    ...(removed && kept.length > 0 ? [`Left, as Keyrack did not make it: ${kept.join(', ')}`] : []),
    ...strayLines(strays, false),
    ...liveLines({ live }),
  ];
}
