import { CLEAR_AFTER_SECONDS } from '#core/clipboard-copy.ts';
import { AppError } from '#core/errors.ts';
import type { Secret } from '#core/secret.ts';
import type { Services } from '#core/services.ts';
import type { ProgramClipboard } from '../../platform/clipboard-programs.ts';
import { ENDINGS, holdOnClipboard } from '../clipboard-hold.ts';
import { type CommandContext, sentence } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { printable } from '../printable.ts';
import { readPassphrase } from '../secret-input.ts';
import { chooseKey } from './key-choice.ts';

export interface CopyOptions {
  readonly env?: string;
  readonly passphraseFd?: string;
}

/** Copies, and stays: what clears the clipboard afterwards is this command. */
export async function copyKey(
  context: CommandContext,
  idOrName: string,
  options: CopyOptions,
): Promise<void> {
  const services = await context.services();
  const key = chooseKey(services, idOrName, options.env);
  await copyOut(context, key, () => readPresent(context, services, key.id, options.passphraseFd));
}

/** Puts a key's value on the clipboard, and stays until it is gone from there. @param read its value */
export async function copyOut(
  context: CommandContext,
  { id, name }: { readonly id: string; readonly name: string },
  read: () => Promise<Secret>,
): Promise<void> {
  // Without a clipboard nothing is asked, read or written down.
  const clipboard = await context.clipboard();
  const outcome = await hold(context, clipboard, await read(), name);
  const isKnown = typeof outcome === 'boolean';
  context.show({ id, name, copied: true, cleared: isKnown && outcome }, () =>
    isKnown ? OUTCOMES[`${outcome}`] : sentence(outcome),
  );
  if (!isKnown) context.exitWith(EXIT.failed);
}

const OUTCOMES = {
  true: 'The clipboard is cleared.',
  false:
    'The clipboard holds something else by now, or a history has put the value back; it was left as it is.',
} as const;

const WAY_OUT = 'Ctrl+C clears it at once.';

const historyWords = ({ program, isMarked }: ProgramClipboard): string =>
  isMarked
    ? 'It is marked as a secret. A clipboard manager that does not heed the mark keeps it in its history.'
    : `A clipboard manager keeps it in its history: ${program} cannot mark it as a secret. Delete it there.`;

async function readPresent(
  context: CommandContext,
  { keys }: Services,
  id: string,
  descriptor: string | undefined,
): Promise<Secret> {
  try {
    return await keys.readForCopy(id, null);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'presence-needed') throw error;
    const passphrase = await readPassphrase(context, {
      descriptor,
      what: 'the app passphrase',
      isNew: false,
    });
    if (passphrase !== null) return keys.readForCopy(id, passphrase);
    throw new AppError('presence-needed', {
      message: error.message,
      next: 'Run the command in a terminal to be asked, or feed it with --passphrase-fd N.',
    });
  }
}

/** On a terminal, one line that is written over. @returns ends it, and takes the line away */
function countDown({ terminal, clock, options }: CommandContext): () => undefined {
  if (!terminal.canAsk || options().quiet) return () => undefined;
  let cancel: () => void = () => undefined;
  const show = (seconds: number) => {
    terminal.err(`\r${seconds} s `);
    if (seconds > 1) cancel = clock.after(1000, () => show(seconds - 1));
  };
  show(CLEAR_AFTER_SECONDS);
  return () => {
    cancel();
    terminal.err('\r     \r');
  };
}

/** @returns whether it was cleared by us, or why that is not known */
async function hold(
  context: CommandContext,
  clipboard: ProgramClipboard,
  secret: Secret,
  name: string,
): Promise<boolean | AppError> {
  const { clock, signal, tell } = context;
  let endCount = () => undefined;
  const onCopied = () => {
    tell(printable(`"${name}" is on the clipboard for ${CLEAR_AFTER_SECONDS} seconds. ${WAY_OUT}`));
    tell(historyWords(clipboard));
    endCount = countDown(context);
  };
  try {
    return await holdOnClipboard({ clock, clipboard, secret, stopped: signal(ENDINGS), onCopied });
  } catch (error) {
    if (error instanceof AppError && error.code === 'outcome-unknown') return error;
    throw error;
  } finally {
    endCount();
  }
}
