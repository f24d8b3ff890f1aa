import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '#core/errors.ts';
import type { ModeRepair, ScanFinding, ScanReport } from '#core/scanning/service.ts';
import { keyrackLine, shellWord } from '#shared/text/shell-word.ts';
import { askToGoOn } from '../confirm.ts';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { printable } from '../printable.ts';
import { type Column, table } from '../table.ts';

interface ScanOptions {
  readonly onlyPaths?: boolean;
  readonly fixModes?: boolean;
}

export function registerScanning(program: Command, context: CommandContext): void {
  program
    .command('scan [paths...]')
    .description('look for keys that stand in files in the clear')
    .option('--only-paths', 'leave out what is known of this machine; a path has to be named')
    .option('--fix-modes', 'close the files with keys to others than their owner')
    .addHelpText(
      'after',
      '\nWithout a path: the files of all targets, shell profiles and histories, and the .env files of this folder.\nIt prints where, and never a value. Exits 1 where something is to be done, 0 where nothing is.',
    )
    .action((paths: readonly string[], options: ScanOptions) => scan(context, paths, options));
}

async function scan(context: CommandContext, paths: readonly string[], options: ScanOptions): Promise<void> {
  const { onlyPaths = false, fixModes = false } = options;
  if (onlyPaths && paths.length === 0) {
    throw new AppError('invalid-input', {
      message: '--only-paths is given and no path.',
      next: 'Name files or folders: keyrack scan --only-paths .',
    });
  }
  const { scanning } = await context.services();
  const progress = progressOn(context);
  const request = {
    paths: paths.map((path) => resolve(path)),
    folder: resolve('.'),
    isMachineWide: !onlyPaths,
    home: context.options().home,
  };
  const found = await scanning
    .scan(request, { signal: context.signal(), onProgress: progress.tell })
    .finally(progress.end);
  const repairs = fixModes ? scanning.repairs(found) : [];
  if (repairs.length > 0) {
    await askToClose(context, repairs);
    await scanning.closeFiles(found);
  }
  const report = closed(found, repairs);
  const { findings, files, passedOver, isCompared } = report;
  context.show({ files, findings, passedOver, isCompared, modes: repairs }, () => textOf(context, report));
  tellRest(context, report, fixWords(context, paths, onlyPaths));
  for (const { file, before, after } of repairs) {
    const back = `chmod ${before} ${shellWord(file, context.machine.platform)}`;
    context.tell(printable(`${file}: ${before} -> ${after}. To take it back: ${back}`));
  }
  if (findings.some(({ next }) => next.length > 0)) context.exitWith(EXIT.failed);
}

/** Where nobody is asked the files are told all the same: a scan has no --dry-run that would. */
async function askToClose(context: CommandContext, repairs: readonly ModeRepair[]): Promise<void> {
  const lines = repairs.map(({ file, before, after }) => printable(`${file}  ${before} -> ${after}`));
  const { terminal, options } = context;
  if (!terminal.canAsk && !options().yes) for (const line of lines) context.tell(line);
  const next = 'Add --yes to close them; without --fix-modes nothing is changed.';
  await askToGoOn(context, 'Close to others', lines.join('\n'), next);
}

/** A report as it would be of the files as they are by now. */
function closed(report: ScanReport, repairs: readonly ModeRepair[]): ScanReport {
  const modes = new Map(repairs.map(({ file, after }) => [file, after]));
  const findings = report.findings.map((finding) => {
    const mode = modes.get(finding.file);
    return mode === undefined ? finding : { ...finding, mode, isOpen: false };
  });
  return { ...report, findings };
}

/** The command line of this scan, as one that closes files. */
function fixWords(context: CommandContext, paths: readonly string[], onlyPaths: boolean): string {
  const own = ['scan', ...(onlyPaths ? ['--only-paths'] : []), '--fix-modes'];
  const end = paths.some((path) => path.startsWith('-')) ? ['--'] : [];
  const { platform } = context.machine;
  return keyrackLine([...own, ...end, ...paths], { platform, home: context.options().home });
}

// A line for each file would be thousands, and a scan that says nothing looks dead.
const EVERY = 50;

function progressOn({ terminal, options }: CommandContext) {
  const isWanted = terminal.canAsk && !options().quiet && !options().json;
  let isShown = false;
  return {
    tell: (files: number, found: number) => {
      if (!isWanted || files % EVERY !== 0) return;
      isShown = true;
      terminal.err(`\r${files} files, ${found} findings`);
    },
    end: () => {
      if (isShown) terminal.err('\r\u001B[K');
    },
  };
}

const DAY_MS = 86_400_000;

function ageOf(modifiedAt: string, now: Date): string {
  const days = Math.floor((now.getTime() - Date.parse(modifiedAt)) / DAY_MS);
  if (days < 1) return 'today';
  return days === 1 ? '1 day' : `${days} days`;
}

const whatOf = ({ what, kind, name, hint }: ScanFinding): string => {
  if (what === 'address') return `not encrypted: ${hint}`;
  const shown = hint === '' ? '' : ` ${hint}…`;
  return `${kind ?? (name === null ? 'key of Keyrack' : 'secret by its name')}${shown}`;
};

interface Row {
  readonly number: number;
  readonly finding: ScanFinding;
}

const columnsOf = ({ machine }: CommandContext): readonly Column<Row>[] => [
  { title: '#', text: ({ number }) => String(number) },
  {
    title: 'PLACE',
    text: ({ finding: { file, line, times } }) => `${file}:${line}${times > 1 ? ` (${times} times)` : ''}`,
  },
  { title: 'WHAT', text: ({ finding }) => whatOf(finding) },
  { title: 'NAME', text: ({ finding }) => finding.name ?? '-' },
  { title: 'CHANGED', text: ({ finding }) => ageOf(finding.modifiedAt, machine.now()) },
  {
    title: 'MODE',
    text: ({ finding: { mode, isOpen } }) => `${mode ?? '-'}${isOpen ? ' open to others' : ''}`,
  },
  { title: 'GIT', text: ({ finding }) => finding.git ?? '-' },
  {
    title: 'KEY',
    text: ({ finding: { key, isDelivered } }) =>
      key === null ? '-' : `${key.name} (${key.environment}${isDelivered ? ', delivered' : ''})`,
  },
];

function textOf(context: CommandContext, { findings, files }: ScanReport): string {
  const read = `${files} ${files === 1 ? 'file' : 'files'}`;
  if (findings.length === 0) return `Nothing stands in the clear in ${read}.`;
  const rows = findings.map((finding, at): Row => ({ number: at + 1, finding }));
  const list = table(rows, columnsOf(context), { colour: context.terminal.colour, empty: '' });
  const count = `${findings.length} found in ${read}. What to do:`;
  const byStep = new Map<string, number[]>();
  for (const { number, finding } of rows) {
    for (const step of finding.next) byStep.set(step, [...(byStep.get(step) ?? []), number]);
  }
  const steps = [...byStep].map(([step, numbers]) => printable(`${numbers.join(', ')}: ${step}`));
  return [list, '', count, ...steps].join('\n');
}

function tellRest(
  { tell }: CommandContext,
  { passedOver, isCompared, findings }: ScanReport,
  fix: string,
): void {
  for (const { path, why } of passedOver) tell(printable(`Not looked into: ${path}, ${why}.`));
  if (!isCompared) {
    tell('Not compared with the keys in Keyrack: the storage is closed. Unlock it, and scan again.');
  }
  if (findings.some(({ isOpen, what }) => isOpen && what === 'secret')) {
    tell(printable(`Close the files that are open to others with: ${fix}`));
  }
}
