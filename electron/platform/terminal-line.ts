import type { ReadStream, WriteStream } from 'node:tty';
import { AppError } from '#core/errors.ts';

interface LineRequest {
  readonly input: Pick<ReadStream, 'setRawMode' | 'setEncoding' | 'on' | 'off' | 'resume' | 'pause'>;
  readonly output: Pick<WriteStream, 'write'>;
  readonly question: string;
  /** Whether what is typed can be read on the screen. */
  readonly echo: boolean;
  /** Ctrl+C, which raises no signal while keys are read one by one; the terminal is as before by then. */
  readonly onInterrupt: () => void;
}

const ENTER = /[\r\n]/;
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const CTRL_U = '\u0015';
const ERASE = new Set(['\u007f', '\b']);

type Outcome = { readonly line: string } | { readonly failure: AppError };

/** What was typed so far. Control characters edit; all others are kept. */
function createBuffer() {
  let typed: string[] = [];
  const edit = (character: string): Outcome | null => {
    if (character === CTRL_C) return { failure: interrupted() };
    if (character === CTRL_D) return { line: typed.join('') };
    if (character === CTRL_U) typed = [];
    else if (ERASE.has(character)) typed = typed.slice(0, -1);
    else typed.push(character);
    return null;
  };
  return (chunk: string): Outcome | null => {
    for (const [index, character] of [...chunk].entries()) {
      if (ENTER.test(character)) {
        // SECURITY: the rest of a pasted text of several lines would be read by the shell, as commands.
        const rest = [...chunk]
          .slice(index + 1)
          .join('')
          .trim();
        return rest === '' ? { line: typed.join('') } : { failure: severalLines() };
      }
      const outcome = edit(character);
      if (outcome !== null) return outcome;
    }
    return null;
  };
}

/**
 * Asks for one line on a terminal.
 * @throws AppError cancelled on Ctrl+C; invalid-input for a pasted text of several lines
 */
export function readLine({ input, output, question, echo, onInterrupt }: LineRequest): Promise<string> {
  const feed = createBuffer();
  input.setEncoding('utf8');
  // SECURITY: before the question, or what is typed at once would still be echoed ("is typed hidden on a terminal").
  input.setRawMode(true);
  output.write(question);
  return new Promise((resolve, reject) => {
    const finish = (outcome: Outcome) => {
      input.off('data', onData);
      input.setRawMode(false);
      input.pause();
      output.write('\n');
      if ('line' in outcome) return resolve(outcome.line);
      if (outcome.failure.code === 'cancelled') onInterrupt();
      reject(outcome.failure);
    };
    const onData = (chunk: string) => {
      const outcome = feed(chunk);
      if (echo) output.write(chunk.replace(/\p{Cc}/gu, ''));
      if (outcome !== null) finish(outcome);
    };
    input.on('data', onData);
    input.resume();
  });
}

const interrupted = () => new AppError('cancelled', { message: 'Stopped. Nothing was changed.' });

const severalLines = () =>
  new AppError('invalid-input', {
    message: 'Several lines were pasted where one is expected.',
    next: 'Feed a value of several lines on stdin instead.',
  });
