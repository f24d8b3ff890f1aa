import { AppError } from '#core/errors.ts';
import { readLine } from './terminal-line.ts';

/** Where a command reads and writes. Fakes of it let a test be the person at the keyboard. */
export interface Terminal {
  /** A person can be asked: stdin and stderr are a terminal. */
  readonly canAsk: boolean;
  readonly stdinIsTty: boolean;
  readonly stdoutIsTty: boolean;
  /** Colours are welcome on stdout. */
  readonly colour: boolean;
  out(text: string): void;
  err(text: string): void;
  /** All of stdin. @throws AppError invalid-input where it is longer than any secret */
  readStdin(): Promise<string>;
  /** All of an inherited descriptor. @throws AppError invalid-input where it is not open */
  readDescriptor(descriptor: number): Promise<string>;
  /** One line, shown while typed. */
  ask(question: string): Promise<string>;
  /** One line, not shown. */
  askHidden(question: string): Promise<string>;
}

/** A secret is never this long; a file fed by mistake is. */
const INPUT_MAX_BYTES = 1_048_576;

const tooLong = () =>
  new AppError('invalid-input', {
    message: 'What was read is longer than 1 MB, so it is not one secret.',
    next: 'Feed the value alone.',
  });

async function readAll(stream: AsyncIterable<Uint8Array | string>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk);
    size += bytes.length;
    if (size > INPUT_MAX_BYTES) throw tooLong();
    chunks.push(bytes);
  }
  return decode(Buffer.concat(chunks));
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('invalid-input', {
      message: 'What was read is not text in UTF-8.',
      next: 'Feed the value as text.',
      cause,
    });
  }
}

async function readDescriptor(descriptor: number): Promise<string> {
  const { createReadStream } = await import('node:fs');
  try {
    return await readAll(createReadStream('', { fd: descriptor, autoClose: descriptor > 2 }));
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('invalid-input', {
      message: `Descriptor ${descriptor} cannot be read.`,
      next: `Open it for the command, such as: ${descriptor}<passphrase-file`,
      cause,
    });
  }
}

const guarded = new Set<NodeJS.WriteStream>();

/** Once for each stream, and only where it is used. */
function guard(stream: NodeJS.WriteStream, onError: (error: NodeJS.ErrnoException) => void): void {
  if (!guarded.has(stream)) stream.on('error', onError);
  guarded.add(stream);
}

function writeOut(text: string): void {
  // A reader that has seen enough, such as `head`, is no failure.
  guard(process.stdout, ({ code }) => process.exit(code === 'EPIPE' ? 0 : 1));
  process.stdout.write(text);
}

function writeError(text: string): void {
  // That nobody reads messages any more stops no work half way, and leaves no secret behind.
  guard(process.stderr, () => undefined);
  process.stderr.write(text);
}

/** The terminal of this process. Nothing of stdin or stdout is touched before it is used: `exec` hands them on. */
export function createTerminal(env: Readonly<Record<string, string | undefined>> = process.env): Terminal {
  // Asked only where it matters: `exec` has no need of it.
  const isTty = (descriptor: number) => process.getBuiltinModule('node:tty').isatty(descriptor);
  // As Ctrl+C at any other moment: whoever started this sees it end by the signal.
  const onInterrupt = () => void process.kill(process.pid, 'SIGINT');
  const lineFrom = (question: string, echo: boolean) =>
    readLine({ input: process.stdin, output: process.stderr, question, echo, onInterrupt });
  return {
    get canAsk() {
      return isTty(0) && isTty(2);
    },
    get stdinIsTty() {
      return isTty(0);
    },
    get stdoutIsTty() {
      return isTty(1);
    },
    // https://no-color.org: any value but the empty one.
    get colour() {
      return isTty(1) && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
    },
    out: writeOut,
    err: writeError,
    readStdin: () => readAll(process.stdin),
    readDescriptor,
    ask: (question) => lineFrom(question, true),
    askHidden: (question) => lineFrom(question, false),
  };
}
