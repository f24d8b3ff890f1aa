/** What the manual says besides what the commands say of themselves. */
const EXIT = [
  ['0', 'done'],
  ['1', 'failed, also by the network'],
  ['2', 'usage: a wrong or missing option, an ambiguous name, a missing confirmation'],
  ['3', 'the keychain is locked, cannot be used, or was not chosen'],
  ['4', 'not found'],
  ['5', 'refused, by the service or by a rule'],
  ['6', 'conflict: a name is taken, a file was changed by another program'],
  ['126, 127', 'exec: the program cannot be run, was not found'],
  ['130', 'stopped by Ctrl+C'],
];
const ENVIRONMENT = [
  ['KEYRACK_HOME', 'the folder of the ledger, where \\-\\-home does not name one'],
  ['NO_COLOR', 'any value but the empty one keeps colours away'],
];

/** A line that begins with a dot or an apostrophe is an instruction to roff, and a plain hyphen breaks what is copied. */
const text = (words) =>
  words
    .replace(/\\/g, '\\e')
    .replace(/-/g, '\\-')
    .replace(/^([.'])/gm, '\\&$1');
const entry = (term, words) => `.TP\n\\fB${text(term)}\\fR\n${text(words) || '\\&'}`;
const list = (rows) => rows.map(([term, words]) => `.TP\n\\fB${term}\\fR\n${words}`).join('\n');
const optionsOf = (command) =>
  command.options.filter(({ hidden }) => !hidden).map(({ flags, description }) => entry(flags, description));

/**
 * The manual page of the command, from the tree that also parses its words.
 * @param {import('commander').Command} program
 * @param {Readonly<Record<string, readonly string[]>>} examples by the words of the command
 * @param {string} version
 * @returns {string} roff, with the macros of man(7)
 */
export function manual(program, examples, version) {
  const parts = [
    `.TH KEYRACK 1 "" "keyrack ${text(version)}" "User Commands"`,
    `.SH NAME\nkeyrack \\- ${text(program.description())}`,
    '.SH SYNOPSIS\n.B keyrack\n[options] \\fIcommand\\fR ...',
    ['.SH OPTIONS', 'They stand before or after the name of the command.', ...optionsOf(program)].join('\n'),
    ['.SH COMMANDS', ...commandsOf(program, '', examples)].join('\n'),
    `.SH EXIT STATUS\n${list(EXIT)}`,
    `.SH ENVIRONMENT\n${list(ENVIRONMENT)}`,
  ];
  return `${parts.join('\n')}\n`;
}

function commandsOf(parent, path, examples) {
  const visible = parent.commands.filter((command) => !command.name().startsWith('__'));
  return visible.flatMap((command) => {
    const words = `${path} ${command.name()}`.trim();
    return [...section(command, words, examples[words] ?? []), ...commandsOf(command, words, examples)];
  });
}

function section(command, words, examples) {
  const usage = ['keyrack', words, command.usage().replace(/ ?\[command\]/, '')].join(' ');
  const shown =
    examples.length === 0 ? [] : ['.PP', '.nf', ...examples.map((line) => text(`  ${line}`)), '.fi'];
  return [`.SS ${text(usage)}`, text(command.description()), ...optionsOf(command), ...shown];
}
