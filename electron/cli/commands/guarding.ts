import type { Command } from 'commander';
import { AppError } from '#core/errors.ts';
import { type DeliveryRow, isDrifted } from '#shared/model/delivery.ts';
import type { RestorePlan } from '#shared/model/guard.ts';
import type { CommandContext } from '../context.ts';
import { diffText } from '../diff-text.ts';
import { EXIT } from '../exit-codes.ts';
import { showList } from '../list.ts';
import { printable } from '../printable.ts';
import { exportShape } from '../shapes.ts';
import { type Column, fields } from '../table.ts';

/** @param targets the command that these stand below */
export function registerGuarding(targets: Command, context: CommandContext): void {
  targets
    .command('check')
    .description('look at each delivery: whether the entry is as Keyrack wrote it; exits 1 where one is not')
    .action(() => check(context));
  targets
    .command('restore <delivery>')
    .description('put an entry back that somebody changed or took away, and change nothing else')
    .option('--dry-run', 'print what was changed and what would be put back, and write nothing')
    .option('--keep', 'take the changed entry for right instead')
    .action((delivery: string, options: RestoreOptions) => restore(context, delivery, options));
}

interface RestoreOptions {
  readonly dryRun?: boolean;
  readonly keep?: boolean;
}

async function check(context: CommandContext): Promise<void> {
  const services = await context.services();
  await services.delivering.recover();
  const rows = await services.delivering.deliveries({ thorough: true });
  const keyNames = new Map(services.keys.list().map(({ id, name }) => [id, name]));
  const columns: readonly Column<DeliveryRow>[] = [
    { title: 'ID', text: ({ id }) => id },
    { title: 'KEY', text: ({ keyId }) => keyNames.get(keyId) ?? keyId },
    { title: 'TARGET', text: ({ target }) => target },
    { title: 'ENTRY', text: ({ server }) => server },
    { title: 'STATE', text: ({ state }) => state },
    { title: 'FILE', text: ({ file }) => file },
  ];
  showList(context, { rows, shape: (row) => row, columns, empty: 'Nothing is delivered.' });
  if (rows.some(({ state }) => state === 'elsewhere'))
    context.tell('Elsewhere: it stands at a service, which is asked by: keyrack targets test <id>');
  if (rows.every(isWell)) return;
  if (rows.some(isDrifted)) context.tell('To put one back: keyrack targets restore <id>');
  if (rows.some(({ state }) => state === 'unreadable'))
    context.tell('Unreadable: open that file yourself and mend it or its mode, then check again.');
  context.exitWith(EXIT.failed);
}

// An imported delivery is meant to have no file any more; of one at a service a look tells nothing.
const WELL: readonly DeliveryRow['state'][] = ['intact', 'imported', 'elsewhere'];
const isWell = ({ state }: DeliveryRow): boolean => WELL.includes(state);

async function restore(
  context: CommandContext,
  delivery: string,
  { dryRun = false, keep = false }: RestoreOptions,
): Promise<void> {
  if (keep && dryRun) {
    throw new AppError('invalid-input', {
      message: '--keep and --dry-run exclude each other.',
      next: 'See what was changed with --dry-run alone, then decide.',
    });
  }
  const { delivering } = await context.services();
  await delivering.recover();
  if (keep) {
    await delivering.keep(delivery);
    context.show({ id: delivery, kept: true }, () => 'Kept as it is now.');
    return;
  }
  const plan = await delivering.planRestore(delivery);
  for (const warning of plan.warnings) context.tell(printable(warning));
  if (dryRun) {
    context.show(plan, () => textOf(plan));
    return;
  }
  const result = await delivering.restore(plan.plan);
  context.show(exportShape(result), () =>
    fields({ File: result.file, Mode: result.mode, Entry: plan.server, Change: result.change }),
  );
  context.tell('To take it back: keyrack undo');
}

function textOf(plan: RestorePlan): string {
  const head = fields({
    File: plan.realFile,
    Entry: plan.server,
    State: plan.state,
    ...(plan.running === null ? {} : { 'Quit first': plan.running }),
  });
  return [
    head,
    '',
    'What was changed in the entry:',
    diffText(plan.since),
    '',
    'Restored:',
    diffText(plan.diff),
  ].join('\n');
}
