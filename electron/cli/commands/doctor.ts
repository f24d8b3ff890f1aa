import type { Command } from 'commander';
import type { CommandContext, Finding } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { printable } from '../printable.ts';

const MARKS: Record<Finding['state'], string> = { ok: 'ok      ', warning: 'warning ', problem: 'PROBLEM ' };

export function registerDoctor(program: Command, context: CommandContext): void {
  program
    .command('doctor')
    .description('look for what is wrong, and say how to mend it')
    .option('--online', 'also compare the clock with that of a service')
    .action((options: { online?: boolean }) => doctor(context, options.online ?? false));
}

async function doctor(context: CommandContext, isOnline: boolean): Promise<void> {
  const findings = await context.diagnose({ isOnline });
  context.show({ healthy: findings.every(({ state }) => state !== 'problem'), findings }, () =>
    findings.map(describe).join('\n'),
  );
  if (findings.some(({ state }) => state === 'problem')) context.exitWith(EXIT.failed);
}

const describe = ({ check, state, message, fix }: Finding): string => {
  const line = printable(`${MARKS[state]}${check}: ${message}`);
  return fix === null ? line : `${line}\n        -> ${printable(fix)}`;
};
