import * as z from 'zod/mini';

/** What the user's own npm says of a package that a command would fetch and run. */
export const packageCheckSchema = z.strictObject({
  /** As it stands in the command, such as `@acme/mcp@1.2.0`. */
  package: z.string(),
  /** `missing`: nobody has the name, as far as this npm sees. `unknown`: npm could not be asked, or had no answer. */
  state: z.enum(['found', 'missing', 'no-version', 'unknown']),
  /** What it found, or why it could not; what to do next. */
  message: z.string(),
});
export type PackageCheck = z.infer<typeof packageCheckSchema>;

export interface NpmPackage {
  readonly name: string;
  /** A version, a range or a tag; null: none is named. */
  readonly wanted: string | null;
}

/** Programs that fetch a package by its name and run it. */
const RUNNERS = [
  ['npx'],
  ['bunx'],
  ['pnpx'],
  ['npm', 'exec'],
  ['npm', 'x'],
  ['pnpm', 'dlx'],
  ['yarn', 'dlx'],
  ['bun', 'x'],
] as const;

// What takes no value, beside all that begin with `no-`; the next word is the value of any other (npm 11, bin/npx-cli.js).
const SWITCHES = new Set([
  ...['y', 'yes', 'no', 'q', 'quiet', 's', 'silent', 'd', 'dd', 'ddd', 'verbose', 'force', 'f'],
  ...['offline', 'prefer-offline', 'prefer-online', 'ignore-scripts', 'foreground-scripts', 'bun'],
  ...['workspaces', 'include-workspace-root', 'legacy-peer-deps', 'strict-ssl', 'audit', 'fund'],
]);
const PACKAGE = new Set(['p', 'package']);

/**
 * SECURITY: what is handed to npm begins with a letter, a digit or @, so that it is no option, and is neither a path, an
 * address nor an alias (test: "names no package that npm would read as something else").
 * Names as in npm's validate-npm-package-name, the older ones with capitals too.
 */
const SPEC = /^(?<name>(?:@[a-z0-9][\w.~-]*\/)?[a-z0-9][\w.~-]*)(?:@(?<wanted>[\^~]?[a-z0-9*][\w.+*-]*))?$/i;
const NAME_MAX = 214;
const ARCHIVE = /\.(?:tgz|tar|tar\.gz)$/i;

/** @returns the packages of the npm registry that this command would fetch; none where it fetches none, or from elsewhere */
export function packagesIn(command: readonly string[]): readonly NpmPackage[] {
  const specs = specsIn(argumentsOf(command));
  return specs.map(packageOf).filter((each) => each !== null);
}

/** As it is written in a command. */
export const specOf = ({ name, wanted }: NpmPackage): string =>
  wanted === null ? name : `${name}@${wanted}`;

/** What follows the runner; empty where the command is none. */
function argumentsOf(command: readonly string[]): readonly string[] {
  const [first = '', second = ''] = command;
  // So entries for Windows are written, where a runner is a batch file.
  if (programOf(first) === 'cmd' && second.toLowerCase() === '/c') return argumentsOf(command.slice(2));
  const words = [programOf(first), ...command.slice(1)];
  const runner = RUNNERS.find((each) => each.every((word, index) => word === words[index]));
  return runner === undefined ? [] : command.slice(runner.length);
}

const programOf = (word: string): string =>
  (word.split(/[\\/]/).at(-1) ?? '').toLowerCase().replace(/\.(?:cmd|exe|ps1)$/, '');

/** Named by `--package`, else the first word that is no option. */
function specsIn(words: readonly string[]): readonly string[] {
  const named: string[] = [];
  let index = 0;
  while (index < words.length) {
    const word = words[index] ?? '';
    if (!word.startsWith('-') || word === '--') {
      const first = word === '--' ? index + 1 : index;
      return named.length > 0 ? named : words.slice(first, first + 1);
    }
    const { key, value, length } = optionAt(words, index);
    if (PACKAGE.has(key)) named.push(value);
    index += length;
  }
  return named;
}

/** @returns an option and its value; `length`: in how many words */
function optionAt(words: readonly string[], index: number) {
  const [key = '', ...rest] = (words[index] ?? '').replace(/^-+/, '').split('=');
  const isAlone = rest.length > 0 || SWITCHES.has(key) || key.startsWith('no-');
  return isAlone
    ? { key, value: rest.join('='), length: 1 }
    : { key, value: words[index + 1] ?? '', length: 2 };
}

function packageOf(spec: string): NpmPackage | null {
  const { name, wanted } = SPEC.exec(spec)?.groups ?? {};
  if (name === undefined || name.length > NAME_MAX || ARCHIVE.test(spec)) return null;
  return { name, wanted: wanted ?? null };
}
