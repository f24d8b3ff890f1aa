import { homedir } from 'node:os';
import { delimiter, isAbsolute } from 'node:path';
import type { ProgramAnswer, ProgramTask, RunProgram } from '#core/ports/processes.ts';
import { findProgram } from './process-path.ts';

// What says more than this is no command that answers a question.
const READ_MAX = 4_194_304;

/** What runs programs is loaded by the few commands that do. */
export const runProgram: RunProgram = async (task) => {
  const file = pathOf(task.program);
  if (file === null) return { state: 'not-found' };
  const { openProgram } = await import('./processes.ts');
  return runFile(openProgram, file, task);
};

/** SECURITY: never out of the folder that we happen to stand in (test: "a program is not taken from a folder named relatively"). */
export function pathOf(program: string): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  if (folders.length === 0) return null;
  const found = findProgram(program, { path: folders.join(delimiter), platform: process.platform });
  return found.state === 'found' ? found.file : null;
}

type Open = typeof import('./processes.ts').openProgram;

async function runFile(open: Open, file: string, task: ProgramTask): Promise<ProgramAnswer> {
  const inherited = task.inherits.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const env = { ...Object.fromEntries(inherited), ...task.env };
  const program = open({ words: [file, ...task.args], env, folder: homedir() });
  const output = textOf(program.output);
  const errors = textOf(program.errors);
  if (task.input !== null) program.write(task.input.expose());
  program.closeInput();
  const late = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => late.resolve('late'), task.deadlineMs);
  try {
    const end = await Promise.race([program.ended, late.promise]);
    if (end === 'late') return { state: 'too-late' };
    if ('failed' in end) return { state: 'failed', why: end.failed };
    if ('signal' in end) return { state: 'failed', why: end.signal };
    // A grandchild may hold the pipes open: then what came until the deadline counts.
    const texts = await Promise.race([Promise.all([output, errors]), late.promise]);
    if (texts === 'late') return { state: 'too-late' };
    return { state: 'ended', code: end.code, output: texts[0], errors: texts[1] };
  } finally {
    clearTimeout(timer);
    await program.stop();
  }
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const bytes of stream) {
      if (text.length < READ_MAX) text += decoder.decode(bytes, { stream: true });
    }
  } catch {
    // A stream that is torn down has nothing more to say.
  }
  return text;
}
