import type { CommandContext } from './context.ts';
import { exec } from './exec.ts';
import { headers } from './headers.ts';

interface Quick {
  readonly home: string | undefined;
  run(context: CommandContext): Promise<void>;
}

type Values = ReadonlyMap<string, readonly string[]>;

/**
 * Reads the plain forms of `exec` and `headers`, which stand in front of programs that people start all day, without
 * the parser of the whole command: loading that takes longer than all else they do.
 * @returns null for all other words, also wrong ones: then commander reads them, and says what is wrong
 */
export function readQuickly(argv: readonly string[]): Quick | null {
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
  const at = argv.findIndex((word) => word === 'exec' || word === 'headers');
  if (at === -1 || at > end) return null;
  const child = argv.slice(end + 1);
  const values = pairsOf([...argv.slice(0, at)], ['--home']);
  if (values === null) return null;
  const own = argv.slice(at + 1, end);
  return argv[at] === 'exec' ? quickExec(values, own, child) : quickHeaders(values, own, end < argv.length);
}

function quickExec(before: Values, own: readonly string[], child: readonly string[]): Quick | null {
  const values = pairsOf(own, ['--key', '--env', '--home'], before);
  if (values === null || child.length === 0 || isRepeated(values, '--env', '--home')) return null;
  const options = { key: values.get('--key') ?? [], env: values.get('--env')?.[0] };
  return { home: values.get('--home')?.[0], run: (context) => exec(context, child, options) };
}

function quickHeaders(before: Values, own: readonly string[], hasDashes: boolean): Quick | null {
  const values = pairsOf(own, ['--key', '--header', '--home'], before);
  if (values === null || hasDashes || isRepeated(values, '--key', '--header', '--home')) return null;
  const [key] = values.get('--key') ?? [];
  if (key === undefined) return null;
  const header = values.get('--header')?.[0];
  return { home: values.get('--home')?.[0], run: (context) => headers(context, { key, header }) };
}

const isRepeated = (values: Values, ...names: readonly string[]) =>
  names.some((name) => (values.get(name)?.length ?? 0) > 1);

/** `--name value` and `--name=value`, and nothing else. */
function pairsOf(
  words: readonly string[],
  names: readonly string[],
  before: Values = new Map(),
): Values | null {
  const values = new Map(before);
  for (let at = 0; at < words.length; at += 1) {
    const [name = '', attached] = (words[at] ?? '').split(/=(.*)/s);
    if (attached === undefined) at += 1;
    const value = attached ?? words[at] ?? '';
    if (!names.includes(name) || value === '' || value.startsWith('-')) return null;
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  return values;
}
