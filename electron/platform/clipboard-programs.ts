import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '#core/errors.ts';
import type { Clipboard } from '#core/ports/clipboard.ts';
import type { ProgramAnswer } from '#core/ports/processes.ts';
import type { Secret } from '#core/secret.ts';
import { type Owner, startOwner } from './clipboard-owner.ts';
import { SCRIPTS } from './clipboard-scripts.ts';
import { pathOf, runProgram } from './run-program.ts';

export interface ProgramClipboard extends Pick<Clipboard, 'write' | 'clearIfHolds'> {
  /** The value is marked as a secret, so that a manager of clipboards can leave it out of its history. */
  readonly isMarked: boolean;
  /** What does it. */
  readonly program: string;
}

interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}

interface Served {
  readonly program: string;
  /** What has to be set for it to find a display. */
  readonly display: string;
  /** Serves until something else is copied; reads the value. */
  readonly serve: readonly string[];
  readonly read: { readonly program: string; readonly args: readonly string[] };
  /** What `read` says where there is no text. */
  readonly nothing: RegExp;
  /** Makes it empty; null: it is, once nobody serves any more. */
  readonly empty: readonly string[] | null;
  /** The option that marks a value as a secret, where this version of the program has it. */
  readonly mark: string | null;
}

/** What X11 and Wayland have. In front stands what can do more. */
const SERVED: readonly Served[] = [
  {
    program: 'wl-copy',
    display: 'WAYLAND_DISPLAY',
    serve: ['--foreground', '--type', 'text/plain'],
    read: { program: 'wl-paste', args: ['--no-newline', '--type', 'text/plain'] },
    nothing: /nothing is copied|no selection|no suitable type|not available/i,
    // It takes the file away with which it serves only where it is told, not where it is ended.
    empty: ['--clear'],
    mark: '--sensitive',
  },
  {
    program: 'xclip',
    display: 'DISPLAY',
    serve: ['-selection', 'clipboard', '-in', '-quiet'],
    read: { program: 'xclip', args: ['-selection', 'clipboard', '-out'] },
    nothing: /target \w+ not available/i,
    empty: null,
    mark: null,
  },
  {
    program: 'xsel',
    display: 'DISPLAY',
    serve: ['--clipboard', '--input', '--nodetach'],
    read: { program: 'xsel', args: ['--clipboard', '--output'] },
    // It ends well then, with nothing in its answer.
    nothing: /(?!)/,
    empty: ['--clipboard', '--clear'],
    mark: null,
  },
];

/** What of the environment these programs need. */
export const INHERITED = [
  'PATH',
  'HOME',
  'LANG',
  'DISPLAY',
  'XAUTHORITY',
  'WAYLAND_DISPLAY',
  'XDG_RUNTIME_DIR',
  'SystemRoot',
  'USERPROFILE',
  'TEMP',
];
const DEADLINE_MS = 20_000;
const LOOK_AGAIN_MS = 50;
const LOOKS = 100;

/**
 * The clipboard of a command, which has no window: through the programs that the system has for that.
 * @throws AppError unsupported where there is none
 */
export async function openProgramClipboard({ env, platform }: Machine): Promise<ProgramClipboard> {
  const scripts = SCRIPTS[platform];
  if (scripts !== undefined && pathOf(scripts.program) !== null) return scripted(scripts);
  const found = SERVED.find(
    ({ program, display }) => (env[display] ?? '') !== '' && pathOf(program) !== null,
  );
  if (scripts === undefined && found !== undefined) return served(found, env);
  throw new AppError('unsupported', {
    message: 'There is no clipboard that this command could reach.',
    next: 'In a desktop session on Linux install wl-clipboard (Wayland), xclip or xsel (X11); or copy in the window.',
  });
}

const ask = (program: string, args: readonly string[], input: Secret | null): Promise<ProgramAnswer> =>
  runProgram({ program, args, inherits: INHERITED, env: {}, input, deadlineMs: DEADLINE_MS });

const outputOf = (answer: ProgramAnswer): string | null =>
  answer.state === 'ended' && answer.code === 0 ? answer.output : null;

function failed(program: string, why: string): AppError {
  return new AppError('unsupported', {
    message: `${program} could not copy${why === '' ? '' : `: ${why}`}.`,
    next: 'Copy in the window instead.',
  });
}

/** SECURITY: a clipboard that cannot be looked at is never taken for somebody else's (test: "that cannot be looked at"). */
const unknown = (program: string): AppError =>
  new AppError('outcome-unknown', {
    message: `${program} did not say what is on the clipboard, so it could not be cleared: the value may still be there.`,
    next: 'Copy something else over it now.',
  });

function scripted({ program, copy, clear }: NonNullable<(typeof SCRIPTS)[string]>): ProgramClipboard {
  return {
    program,
    isMarked: true,
    write: async (secret) => {
      if (outputOf(await ask(program, copy, secret)) === null) throw failed(program, '');
    },
    clearIfHolds: async (secret) => {
      const said = outputOf(await ask(program, clear, secret))?.trim();
      if (said !== 'cleared' && said !== 'other') throw unknown(program);
      return said === 'cleared';
    },
  };
}

type Content = 'ours' | 'other' | 'unknown';

async function look({ read, nothing }: Served, value: string): Promise<Content> {
  const answer = await ask(read.program, read.args, null);
  if (answer.state !== 'ended') return 'unknown';
  if (answer.code === 0) return answer.output === value ? 'ours' : 'other';
  return nothing.test(answer.errors) ? 'other' : 'unknown';
}

async function served(way: Served, env: Machine['env']): Promise<ProgramClipboard> {
  const { program, mark } = way;
  const file = pathOf(program) ?? program;
  const isMarked = mark !== null && (outputOf(await ask(program, ['--help'], null)) ?? '').includes(mark);
  const inherited = INHERITED.flatMap((name) =>
    env[name] === undefined ? [] : [[name, env[name]] as const],
  );
  let owner: Owner | null = null;
  return {
    program,
    isMarked,
    write: async (secret) => {
      const value = secret.expose();
      const words = [file, ...(isMarked ? [mark] : []), ...way.serve];
      const started = await startOwner(words, value, Object.fromEntries(inherited));
      owner = started;
      for (let looks = 0; (await look(way, value)) !== 'ours'; looks += 1) {
        if (started.ended() === null && looks < LOOKS) await delay(LOOK_AGAIN_MS);
        else {
          await started.stop();
          throw failed(program, started.ended() ?? '');
        }
      }
    },
    clearIfHolds: (secret) => clearServed(way, owner, secret.expose()),
  };
}

/** What serves the value ends when something else is copied: while it lives, what cannot be seen is taken for ours. */
async function clearServed(way: Served, owner: Owner | null, value: string): Promise<boolean> {
  const content = await look(way, value);
  const isServing = owner?.ended() === null;
  if (content === 'unknown' && !isServing) throw unknown(way.program);
  const isOurs = content !== 'other';
  if (isOurs && way.empty !== null) {
    await ask(way.program, way.empty, null);
    await untilEnded(owner);
  }
  await owner?.stop();
  // Something that keeps a history may have put it back. With its server gone, nobody else has it.
  const after = isOurs ? await look(way, value) : 'other';
  if (after === 'unknown' && !isServing) throw unknown(way.program);
  return isOurs && after !== 'ours';
}

async function untilEnded(owner: Owner | null): Promise<void> {
  for (let looks = 0; looks < LOOKS && owner?.ended() === null; looks += 1) await delay(LOOK_AGAIN_MS);
}
