import type { ProgramEnd, ProgramOrder, StartProgram } from '../../ports/processes.ts';
import { type Tail, tailOf } from './tail.ts';

export interface Ran {
  readonly end: ProgramEnd;
  readonly output: Tail;
  readonly errors: Tail;
}

/** Runs a program that reads nothing until it ends by itself. @param signal ends it; then its reason is thrown */
export async function runToEnd(start: StartProgram, order: ProgramOrder, signal: AbortSignal): Promise<Ran> {
  const program = await start(order);
  const output = tailOf(program.output);
  const errors = tailOf(program.errors);
  program.closeInput();
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  try {
    const end = await Promise.race([program.ended, aborted.promise]);
    return { end, output, errors };
  } finally {
    signal.removeEventListener('abort', abort);
    await program.stop();
  }
}

/** @param what as the beginning of a sentence, such as `The server` */
export function endWords(what: string, end: ProgramEnd, program: string): { message: string; next: string } {
  if ('failed' in end) {
    const isMissing = end.failed === 'ENOENT';
    return isMissing
      ? {
          message: `The program "${program}" was not found.`,
          next: 'Install it, or look at its name in the file. A client that is started from the desktop may find fewer programs than your shell.',
        }
      : { message: `"${program}" could not be started (${end.failed}).`, next: 'Look at the file.' };
  }
  const how = 'signal' in end ? `was ended by ${end.signal}` : `ended with code ${end.code}`;
  return { message: `${what} ${how}.`, next: 'Read what it wrote, or run its command by hand.' };
}
