import { AppError, SECRET_FIELD } from '#core/errors.ts';
import type { Windows } from '#core/ports/windows.ts';
import type { Secret } from '#core/secret.ts';

type Asking = Pick<Windows, 'ask'>;
type Accepted<T> = { readonly value: T } | { readonly ofTheForm: AppError };

/** A failure at a field of the form that the user filled in before: typing the secret again cannot mend it. */
const isOfTheForm = (error: unknown): error is AppError =>
  error instanceof AppError &&
  error.code === 'invalid-input' &&
  error.field !== null &&
  error.field !== SECRET_FIELD;

/**
 * Asks in the entry window until `accept` takes what was typed.
 * @returns what `accept` made of it
 * @throws AppError cancelled where nothing was entered; else what `accept` throws and typing again cannot mend
 */
export async function askFor<T>(
  windows: Asking,
  question: Parameters<Windows['ask']>[0],
  accept: (value: Secret) => Promise<T>,
): Promise<T> {
  const made: Accepted<T>[] = [];
  await windows.ask(question, async (value) => {
    try {
      made.push({ value: await accept(value) });
    } catch (error) {
      if (!isOfTheForm(error)) throw error;
      made.push({ ofTheForm: error });
    }
  });
  const [first] = made;
  if (first === undefined) throw new Error('the entry window resolved without a value');
  if ('ofTheForm' in first) throw first.ofTheForm;
  return first.value;
}

/**
 * Asks for a secret with which something long begins: the window goes as soon as the secret is taken, the rest goes on.
 * @param begin calls `taken` once typing it again could mend nothing any more
 * @returns what came of it in the end
 */
export async function askAndGoOn<T>(
  windows: Asking,
  purpose: string,
  begin: (value: Secret, taken: () => void) => Promise<T>,
): Promise<T> {
  const { goesOn } = await askFor(windows, { kind: 'secret', purpose }, async (value) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const begun = begin(value, resolve);
    await Promise.race([begun, promise]);
    // In an object: a promise that is returned would be waited for.
    return { goesOn: begun };
  });
  return goesOn;
}

/**
 * Asks for several secrets, one window after the other; the last one stays open until `finish` takes them all.
 * @param purposes what each is for; none: `finish` is called with nothing
 */
export async function askInTurn<T>(
  windows: Asking,
  purposes: readonly string[],
  finish: (values: readonly Secret[]) => Promise<T>,
): Promise<T> {
  const values: Secret[] = [];
  const last = purposes.at(-1);
  if (last === undefined) return finish(values);
  for (const purpose of purposes.slice(0, -1)) {
    values.push(await askFor(windows, { kind: 'secret', purpose }, async (value) => value));
  }
  return askFor(windows, { kind: 'secret', purpose: last }, (value) => finish([...values, value]));
}
