import type { Command } from 'commander';
import { AppError } from '#core/errors.ts';
import type { Parted, PlannedParting, UninstallingService } from '#core/uninstalling/service.ts';
import { askYes, confirmingWords } from '../confirm.ts';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { printable } from '../printable.ts';
import {
  lineOf,
  type Overview,
  overviewLines,
  type Result,
  resultLines,
  type UninstallOptions,
} from '../uninstall-words.ts';
import type { Uninstaller } from '../uninstaller.ts';

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
    .option('--without-storage', 'where the storage never opens again: lose its secrets, leave the files')
    .option('--without-ledger', 'where the ledger is lost: lose the sealed secrets that only it knows')
    .option('--confirm <name>', 'name of a production environment, once for each', collect, [])
    .option('--dry-run', 'list what would be done, and do nothing')
    .addHelpText(
      'after',
      '\nIt cannot be undone. Keys at services are not revoked: what is still to be revoked, revoke first.',
    )
    .action((options: UninstallOptions) => uninstall(context, options));
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
  const overview = await lookOver(uninstaller, options);
  if (isDry) {
    context.show(overview, () => overviewLines(overview, options).join('\n'));
    return;
  }
  if (!overview.ledger && !uninstaller.isResumed()) assertNothingHidden(overview, options);
  if (options.withoutStorage === true) await assertClosed(uninstaller);
  const confirm = await confirmed(context, overview, options);
  const end = uninstaller.begin();
  try {
    // The question may have stood for long.
    uninstaller.assertAlone();
    await run(context, uninstaller, { overview, options: { ...options, confirm } });
  } finally {
    end();
  }
}

async function lookOver(uninstaller: Uninstaller, options: UninstallOptions): Promise<Overview> {
  const { home } = uninstaller;
  const { tier } = await uninstaller.storage();
  const strays = await uninstaller.strays();
  if (!uninstaller.hasLedger()) {
    const sealed = await uninstaller.sealed();
    const empty = { deliveries: [], secrets: 0, held: [], live: [], productions: [] };
    return { home, ledger: false, tier, ...empty, sealed, strays };
  }
  const plaintext = options.plaintext === true;
  const plan = await uninstaller.preview((uninstalling) => uninstalling.plan({ plaintext }));
  return { home, ledger: true, tier, ...plan, sealed: [], strays };
}

/** Without the ledger nobody can tell what sealed files and items are of: they may be all that there is of somebody's keys. */
function assertNothingHidden({ home, sealed, strays }: Overview, options: UninstallOptions): void {
  if (options.withoutLedger === true || (sealed.length === 0 && strays?.length === 0)) return;
  const items = strays === null ? 'what the keychain has' : `${strays.length} items in the keychain`;
  throw new AppError('conflict', {
    message: `The ledger of ${home} is missing, or is none. What ${sealed.length} sealed files and ${items} are of cannot be told without it.`,
    next: 'Put ledger.db back, then uninstall again. If it is lost: see what goes with --dry-run, then add --without-ledger.',
  });
}

async function assertClosed(uninstaller: Uninstaller): Promise<void> {
  const { state } = await uninstaller.storage();
  if (state !== 'ready') return;
  throw new AppError('forbidden-by-rule', {
    message: 'The storage of secrets is open, so nothing has to be lost.',
    next: 'Leave --without-storage out.',
  });
}

interface Decided {
  readonly overview: Overview;
  readonly options: UninstallOptions;
}

async function run(context: CommandContext, uninstaller: Uninstaller, decided: Decided): Promise<void> {
  const { overview, options } = decided;
  const withoutStorage = options.withoutStorage === true;
  const uninstalling = overview.ledger ? (await context.services()).uninstalling : null;
  const { deliveries, secrets } =
    uninstalling === null || withoutStorage
      ? { deliveries: overview.deliveries.map(leftUnopened), secrets: 0 }
      : await takeOut(context, uninstalling, decided);
  const live = uninstalling?.live() ?? [];
  const isWhole = deliveries.every(({ done }) => done);
  const goes = isWhole || withoutStorage;
  const onRemoving = () => context.tell(printable(`Removing ${uninstaller.home}.`));
  const strays = options.strays === true ? (overview.strays ?? []) : [];
  const ending = { strays, withoutStorage, onRemoving };
  const kept = goes ? await uninstaller.finish(ending) : [uninstaller.home];
  const keychainLeft = withoutStorage && overview.tier !== 'passphrase';
  const result: Result = {
    home: uninstaller.home,
    removed: kept.length === 0 && isWhole && !keychainLeft,
    deliveries,
    secrets,
    lost: withoutStorage ? overview.held : overview.sealed,
    kept,
    keychainLeft,
    // What is in the keychain once all is done, whoever put it there.
    strays: goes && overview.tier === 'keychain' ? await uninstaller.strays() : overview.strays,
    live,
  };
  context.show(result, () => resultLines(result).join('\n'));
  if (!result.removed) context.exitWith(EXIT.failed);
}

async function takeOut(context: CommandContext, uninstalling: UninstallingService, decided: Decided) {
  const deliveries = await part(context, uninstalling, decided);
  context.tell('Removing values and credentials from the storage of secrets.');
  const secrets = await uninstalling.removeSecrets(deliveries.filter(({ done }) => !done));
  return { deliveries, secrets };
}

function part(context: CommandContext, uninstalling: UninstallingService, { overview, options }: Decided) {
  const request = { plaintext: options.plaintext === true, confirm: options.confirm };
  let begun = 0;
  const onStep = (next: PlannedParting) => {
    begun += 1;
    context.tell(printable(`${begun} of ${overview.deliveries.length}: ${lineOf(next)}`));
  };
  return uninstalling.part(request, { onStep, signal: context.signal() });
}

function leftUnopened(planned: PlannedParting): Parted {
  if (planned.parting === 'stays') return { ...planned, done: true, message: null, next: null };
  const message = `"${planned.server}" stays in ${planned.file}, since the storage of secrets is not open.`;
  return { ...planned, done: false, message, next: 'Take it out by hand.' };
}

const nothing = (home: string): Result => ({
  ...{ home, removed: true, deliveries: [], secrets: 0, lost: [], kept: [], keychainLeft: false },
  ...{ strays: [], live: [] },
});

/** Asked once for all; in production each environment is named. @throws AppError confirmation-needed, cancelled */
async function confirmed(
  { terminal, options: globals, tell, machine }: CommandContext,
  overview: Overview,
  options: UninstallOptions,
): Promise<readonly string[]> {
  const unnamed = overview.productions.filter((name) => !options.confirm.includes(name));
  const isAnswered = globals().yes && unnamed.length === 0;
  if (!isAnswered && (globals().yes || !terminal.canAsk)) throw unconfirmed(overview, machine);
  const lines = overviewLines(overview, options);
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
  await askYes(terminal);
  return typed;
}

function unconfirmed({ productions }: Overview, machine: CommandContext['machine']): AppError {
  return new AppError('confirmation-needed', {
    message:
      'Uninstalling cannot be undone, so it needs a confirmation, and the name of each production environment.',
    next: `See what would be done with --dry-run, then add ${confirmingWords(productions, machine)}.`,
  });
}
