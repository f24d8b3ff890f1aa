import type { Command } from 'commander';
import { EXAMPLES } from './examples.ts';

/** Puts examples under the help of every command, and colours on it where they are welcome. */
export function attachHelp(program: Command, colour: boolean): void {
  const visit = (command: Command, path: string) => {
    const examples = EXAMPLES[path];
    if (examples !== undefined)
      command.addHelpText('after', () =>
        ['', title('Examples:', colour), ...examples.map((line) => `  ${line}`)].join('\n'),
      );
    command.configureHelp({
      styleTitle: (text) => title(text, colour),
      styleCommandText: (text) => paint(text, 36, colour),
      styleSubcommandText: (text) => paint(text, 36, colour),
      styleOptionText: (text) => paint(text, 32, colour),
    });
    for (const inner of command.commands)
      visit(inner, path === '' ? inner.name() : `${path} ${inner.name()}`);
  };
  visit(program, '');
}

const paint = (text: string, code: number, colour: boolean): string =>
  colour ? `\u001b[${code}m${text}\u001b[0m` : text;

const title = (text: string, colour: boolean): string => paint(text, 1, colour);
