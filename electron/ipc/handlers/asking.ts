import type { Windows } from '#core/ports/windows.ts';
import type { Secret } from '#core/secret.ts';

/**
 * Asks in the entry window until `accept` takes what was typed.
 * @returns what `accept` made of it
 * @throws AppError cancelled where nothing was entered; else what `accept` throws and typing again cannot mend
 */
export async function askFor<T>(
  windows: Pick<Windows, 'ask'>,
  question: Parameters<Windows['ask']>[0],
  accept: (value: Secret) => Promise<T>,
): Promise<T> {
  const made: { readonly value: T }[] = [];
  await windows.ask(question, async (value) => {
    made.push({ value: await accept(value) });
  });
  const [first] = made;
  if (first === undefined) throw new Error('the entry window resolved without a value');
  return first.value;
}
