import { AppError } from '#core/errors.ts';

/** The option that each part of a request comes from. */
const GIVEN_BY: Readonly<Record<string, string>> = {
  launch: '--command, or --url',
  call: '--url, --header or --query',
  mechanism: '--mechanism',
  reference: '--as',
  scope: '--scope',
  file: '--file',
  repository: '--repo',
  connectionId: '--connection',
  server: '--server',
  variable: '--key K=VARIABLE',
  set: '--set',
  options: '--option',
};

/**
 * The domain's failures name no option: the window says the same words beside a field.
 * @throws AppError as the work does, with the option that mends it
 */
export async function withOptions<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof AppError ? named(error) : error;
  }
}

function named(error: AppError): AppError {
  const { code, message, field, cause } = error;
  const option = GIVEN_BY[field ?? ''];
  if (option === undefined || field === null) return error;
  const next = nextOf(error.next ?? '', option);
  return new AppError(code, { message, next, field, cause });
}

const CHOOSE = 'Choose: ';

function nextOf(next: string, option: string): string {
  if (next.includes('--')) return next;
  // What can be pasted is better than a sentence.
  if (next.startsWith(CHOOSE)) return `${CHOOSE}${option} ${next.slice(CHOOSE.length)}`;
  // Such as at the end of a command.
  if (next !== '' && !next.endsWith('.')) return `${next} (given with ${option})`;
  return `${next} It is given with ${option}.`.trim();
}
