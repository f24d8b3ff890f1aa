import type { Terminal } from '../../electron/platform/terminal.ts';

/** A person, a pipe, or nobody: what a command reads and writes. */
export interface FakeTerminal extends Terminal {
  readonly written: { out: string; err: string };
  /** What was asked, hidden questions marked. */
  readonly questions: string[];
}

export function createFakeTerminal(
  given: {
    readonly answers?: readonly string[];
    readonly stdin?: string;
    readonly descriptors?: Readonly<Record<number, string>>;
    readonly stdoutIsTty?: boolean;
  } = {},
): FakeTerminal {
  const written = { out: '', err: '' };
  const questions: string[] = [];
  const answers = [...(given.answers ?? [])];
  const answer = async (question: string) => {
    questions.push(question);
    const next = answers.shift();
    if (next === undefined) throw new Error(`nobody answers: ${question}`);
    return next;
  };
  return {
    written,
    questions,
    canAsk: given.answers !== undefined,
    stdinIsTty: given.answers !== undefined,
    stdoutIsTty: given.stdoutIsTty ?? false,
    colour: false,
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
    readStdin: async () => given.stdin ?? '',
    readDescriptor: async (descriptor) => given.descriptors?.[descriptor] ?? '',
    ask: answer,
    askHidden: (question) => answer(`hidden ${question}`),
  };
}
