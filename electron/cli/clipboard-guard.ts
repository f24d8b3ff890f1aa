import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { AppError } from '#core/errors.ts';
import type { Clock } from '#core/ports/clock.ts';
import { Secret } from '#core/secret.ts';
import type { ErrorCode } from '#shared/ipc/errors.ts';
import { INHERITED, openProgramClipboard, type ProgramClipboard } from '../platform/clipboard-programs.ts';
import { systemClock } from '../platform/clock.ts';
import { ENDINGS, holdOnClipboard } from './clipboard-hold.ts';
import type { Machine } from './context.ts';
import { failureOf } from './failures.ts';

/**
 * SECURITY: a command can be stopped by Ctrl+Z, or killed, while its value is on the clipboard (tests: "is cleared when its time
 * is over though the command is stopped", "is cleared at once where the command is killed"). So a process of its own session copies and clears: it gets
 * the value through a pipe, and the end of that pipe, whatever ended it, tells it to clear.
 */
const NEEDED = [...INHERITED, 'ELECTRON_RUN_AS_NODE', 'KEYRACK_HOME'];

/** A line of JSON each: first that it is copied, then how it went; or what failed in their place. */
type Answer =
  | { readonly state: 'copied' }
  | { readonly state: 'over'; readonly cleared: boolean }
  | {
      readonly state: 'failed';
      readonly code: ErrorCode;
      readonly message: string;
      readonly next?: string;
    };

/** @param words that start this very program as a guard */
export function guardClipboard(
  { program, isMarked }: ProgramClipboard,
  { env }: Pick<Machine, 'env'>,
  words: readonly string[],
): ProgramClipboard {
  let started: Guard | null = null;
  return {
    program,
    isMarked,
    write: async (secret) => {
      started = startGuard(words, env);
      started.give(secret);
      await started.answer();
    },
    clearIfHolds: async () => {
      started?.end();
      const answer = await started?.answer();
      return answer?.state === 'over' && answer.cleared;
    },
  };
}

interface Guard {
  give(secret: Secret): void;
  end(): void;
  /** @throws AppError what failed there, outcome-unknown where it is gone without an answer */
  answer(): Promise<Answer>;
}

function startGuard(words: readonly string[], env: Machine['env']): Guard {
  const [file = process.execPath, ...args] = words;
  const needed = NEEDED.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const]));
  const child = spawn(file, args, {
    detached: true,
    windowsHide: true,
    cwd: '/',
    env: Object.fromEntries(needed),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let failed = false;
  return {
    give: (secret) => void child.stdin.write(`${JSON.stringify(secret.expose())}\n`),
    end: () => void child.stdin.end(),
    answer: async () => {
      // It has cleared what it could before it told, and there is no more to come.
      if (failed) return { state: 'over', cleared: false };
      const { value, done } = await lines.next();
      const answer: Answer | null = done === true ? null : JSON.parse(value);
      if (answer?.state !== 'failed' && answer !== null) return answer;
      failed = true;
      throw answer === null ? lost() : new AppError(answer.code, answer);
    },
  };
}

const lost = () =>
  new AppError('outcome-unknown', {
    message: 'The process that clears the clipboard has ended too early: the value may still be there.',
    next: 'Copy something else over it now.',
  });

interface Life {
  readonly input: Readable;
  readonly output: Writable;
  readonly open: () => Promise<ProgramClipboard>;
  readonly clock: Clock;
  /** Aborted where it has to clear at once. */
  readonly stop: AbortController;
}

/** @returns when the value is gone from the clipboard, or could not be taken away; throws nothing */
export async function guard({ input, output, open, clock, stop }: Life): Promise<void> {
  const say = (answer: Answer) =>
    new Promise<void>((resolve) => output.write(`${JSON.stringify(answer)}\n`, () => resolve()));
  const lines = createInterface({ input })[Symbol.asyncIterator]();
  const { value, done } = await lines.next();
  if (done === true) return;
  // Nothing follows but the end: that of the command, or that it has had enough.
  void lines.next().then(() => stop.abort());
  try {
    const cleared = await holdOnClipboard({
      clock,
      clipboard: await open(),
      secret: new Secret(JSON.parse(value)),
      stopped: stop.signal,
      onCopied: () => void say({ state: 'copied' }),
    });
    await say({ state: 'over', cleared });
  } catch (error) {
    const { code, message, next } = failureOf(error);
    await say({ state: 'failed', code, message, ...(next === null ? {} : { next }) });
  }
}

/** The guard's own life, in a process of its own. */
export async function serveClipboardGuard({ env, platform }: Machine): Promise<void> {
  const stop = new AbortController();
  for (const signal of ENDINGS) process.on(signal, () => stop.abort());
  // Whoever started it may be gone.
  process.stdout.on('error', () => undefined);
  const open = () => openProgramClipboard({ env, platform });
  await guard({ input: process.stdin, output: process.stdout, open, clock: systemClock, stop });
  // The pipe of a stopped command stays open.
  process.exit();
}
