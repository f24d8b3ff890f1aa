import { AppError } from '#core/errors.ts';
import { Secret } from '#core/secret.ts';
import type { CommandContext } from './context.ts';

type Input = Pick<CommandContext, 'terminal'>;

/** One line break at the end comes from `echo` or an editor; more of them are part of the value. */
const withoutLastBreak = (text: string) => text.replace(/\r?\n$/, '');

/**
 * A secret from stdin, or typed without echo on a terminal; never an argument, which every user can list.
 * @param what such as "the key's value"
 * @throws AppError invalid-input when empty
 */
export async function readSecret({ terminal }: Input, what: string): Promise<Secret> {
  const text = terminal.canAsk
    ? await terminal.askHidden(`${capital(what)}: `)
    : await readPipe(terminal, what);
  return nonEmpty(text, what, `Feed ${what} on stdin, or run the command in a terminal to be asked.`);
}

/**
 * Several secrets: one line of stdin each, or one hidden question each.
 * @param what such as "the client's secret", in their order
 * @throws AppError invalid-input when one is missing or empty
 */
export async function readSecrets(input: Input, what: readonly string[]): Promise<readonly Secret[]> {
  const [first = ''] = what;
  if (what.length === 1) return [await readSecret(input, first)];
  const { terminal } = input;
  if (terminal.canAsk) {
    const secrets: Secret[] = [];
    for (const words of what) secrets.push(await readSecret(input, words));
    return secrets;
  }
  const lines = (await readPipe(terminal, first)).split(/\r?\n/);
  const next = `Feed on stdin, one line each: ${what.join('; ')}.`;
  if (lines.length > what.length) {
    throw new AppError('invalid-input', {
      message: `Stdin holds ${lines.length} lines where ${what.length} are needed.`,
      next,
    });
  }
  return what.map((words, at) => nonEmpty(lines[at] ?? '', words, next));
}

async function readPipe(terminal: Input['terminal'], what: string): Promise<string> {
  if (!terminal.stdinIsTty) return withoutLastBreak(await terminal.readStdin());
  throw new AppError('invalid-input', {
    message: `There is nowhere to ask for ${what}: stderr is not a terminal.`,
    next: `Feed ${what} on stdin.`,
  });
}

function nonEmpty(text: string, what: string, next: string): Secret {
  if (text === '') throw new AppError('invalid-input', { message: `${capital(what)} is empty.`, next });
  if (text.includes('\0')) {
    throw new AppError('invalid-input', {
      message: `${capital(what)} holds a NUL character, which neither a keychain nor a variable can carry.`,
      next: 'Feed it as text.',
    });
  }
  return new Secret(text);
}

interface PassphraseOptions {
  /** Words of `--passphrase-fd`. */
  readonly descriptor: string | undefined;
  readonly what: string;
  /** A new one is typed twice. */
  readonly isNew: boolean;
}

/** @returns null where there is neither a descriptor nor a terminal, or nothing was typed */
export async function readPassphrase(
  { terminal }: Input,
  options: PassphraseOptions,
): Promise<Secret | null> {
  const { descriptor, what, isNew } = options;
  if (descriptor !== undefined) {
    const text = withoutLastBreak(await terminal.readDescriptor(parseDescriptor(descriptor)));
    return nonEmpty(text, what, 'Write it to the descriptor named by --passphrase-fd.');
  }
  if (!terminal.canAsk) return null;
  const typed = await terminal.askHidden(`${capital(what)}: `);
  if (typed === '') return null;
  if (isNew && (await terminal.askHidden('Again: ')) !== typed) {
    throw new AppError('invalid-input', { message: 'The two entries differ.', next: 'Try again.' });
  }
  return new Secret(typed);
}

export const passphraseMissing = () =>
  new AppError('invalid-input', {
    message: 'A passphrase is needed.',
    next: 'Run the command in a terminal to be asked, or feed it with --passphrase-fd N.',
  });

function parseDescriptor(text: string): number {
  if (/^(0|[1-9]\d{0,3})$/.test(text) && text !== '1' && text !== '2') return Number(text);
  throw new AppError('invalid-input', {
    message: '--passphrase-fd takes the number of an open descriptor.',
    next: 'Write it like: --passphrase-fd 3 3<passphrase-file',
  });
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
