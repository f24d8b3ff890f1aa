import { Command } from 'commander';
import { expect, test } from 'vitest';
import { loadTree } from '../../../electron/cli/groups.ts';
import { EXAMPLES } from '../../../electron/cli/help/examples.ts';
import { manual } from '../../../scripts/build/manual.mjs';

/** As a reader sees it: escapes of roff undone, instructions left out. */
const read = (page: string) =>
  page
    .replace(/^\.(?:SS|SH) /gm, '')
    .replace(/^\..*$/gm, '')
    .replace(/\\f[BIR]|\\&/g, '')
    .replace(/\\-/g, '-')
    .replaceAll('\\e', '\\');

test('the manual has every command with its options and examples, and not the hidden one', async () => {
  const program = await loadTree();
  const page = read(manual(program, EXAMPLES, '0.1.0'));
  const visit = (command: Command, words: string) => {
    expect(page).toContain(`${words} `);
    for (const { flags, description } of command.options) expect(page).toContain(`${flags}\n${description}`);
    for (const line of EXAMPLES[words.replace(/^keyrack ?/, '')] ?? [])
      if (words !== 'keyrack') expect(page).toContain(`  ${line}\n`);
    for (const inner of command.commands)
      if (!inner.name().startsWith('__')) visit(inner, `${words} ${inner.name()}`);
  };
  visit(program, 'keyrack');
  expect(page).not.toContain('__complete');
});

test('no word of a command is taken for an instruction of roff', () => {
  const program = new Command('keyrack').description('what it is');
  program.command('odd').description(".so /etc/passwd\n'br a\\b -- c").option('--x <y>', '.sp');
  const page = manual(program, { odd: ['.nf \\n'] }, '1');
  const instructions = page.match(/^[.'].*$/gm)?.map((line) => line.split(' ')[0]);
  expect(new Set(instructions)).toEqual(new Set(['.TH', '.SH', '.SS', '.B', '.TP', '.PP', '.nf', '.fi']));
  expect(read(page)).toContain(".so /etc/passwd\n'br a\\b -- c");
});
