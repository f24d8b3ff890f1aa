import type { ChildProcess } from 'node:child_process';
import spawn from 'cross-spawn';
import type { ProgramEnd, ProgramOrder, RunningProgram } from '#core/ports/processes.ts';
import { createTree } from './process-tree.ts';

// The MCP specification: its input is closed first, then it is asked to end, then it is ended.
const CLOSED_MS = 1_000;
const ASKED_MS = 2_000;
const ENDED_MS = 1_000;

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** What the system refused before there was a process, such as words that are too long. */
function refused(error: unknown): RunningProgram {
  const { code, name } = error as NodeJS.ErrnoException;
  return {
    write: () => undefined,
    closeInput: () => undefined,
    output: nothing(),
    errors: nothing(),
    ended: Promise.resolve({ failed: code ?? name }),
    stop: async () => undefined,
  };
}

function open({ words, env, folder }: ProgramOrder): ChildProcess {
  const [file = '', ...rest] = words;
  // A group of its own, so that all of it can be ended at once.
  const detached = process.platform !== 'win32';
  return spawn(file, rest, { cwd: folder, env, stdio: 'pipe', shell: false, detached, windowsHide: true });
}

function endOf(child: ChildProcess): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => resolve({ failed: error.code ?? error.name }));
    child.once('exit', (code, signal) => resolve(signal === null ? { code: code ?? 1 } : { signal }));
  });
}

/** Starts a program with pipes, which is ended with all that it has started. */
export function openProgram(order: ProgramOrder): RunningProgram {
  try {
    return running(open(order));
  } catch (error) {
    return refused(error);
  }
}

function running(child: ChildProcess): RunningProgram {
  const { stdin, stdout, stderr, pid } = child;
  if (stdin === null || stdout === null || stderr === null) throw new Error('the child has no pipes');
  const ended = endOf(child);
  // It reads no more, or is gone: how it ended says so.
  stdin.on('error', () => undefined);
  const tree = pid === undefined ? null : createTree(pid);
  const endAll = () => tree?.signal('SIGKILL');
  process.once('exit', endAll);
  const stop = async () => {
    tree?.look();
    stdin.end();
    if (tree !== null && !(await tree.gone(CLOSED_MS))) {
      tree.signal('SIGTERM');
      if (!(await tree.gone(ASKED_MS))) tree.signal('SIGKILL');
      await tree.gone(ENDED_MS);
    }
    process.off('exit', endAll);
    stdout.destroy();
    stderr.destroy();
    await ended;
  };
  return {
    write: (text) => void stdin.write(text),
    closeInput: () => void stdin.end(),
    output: stdout,
    errors: stderr,
    ended,
    stop,
  };
}
