import type { AdoptRequest } from '#shared/model/adoption.ts';
import type { Mechanism, MechanismChoice } from '#shared/model/delivery.ts';
import { valueFor } from '../delivering/safety.ts';
import { AppError } from '../errors.ts';
import type { Entry, FileExporter, JsonValue } from '../ports/exporter.ts';
import type { Finding, Opened } from './finding.ts';

/** @throws AppError not-found, invalid-input (several), forbidden-by-rule (it has to stay) */
export function chooseFinding(
  findings: readonly Finding[],
  { document, exporter }: Opened,
  { entry, secret }: Pick<AdoptRequest, 'entry' | 'secret'>,
): Finding {
  const file = document.snapshot.path;
  const here = findings.filter((each) => each.entry === entry);
  const open = here.filter(({ plaintext }) => plaintext.obstacle === null);
  const named = secret === undefined ? open : here.filter(({ plaintext }) => plaintext.name === secret);
  const [found = here[0], ...more] = named;
  if (found === undefined) {
    throw new AppError('not-found', {
      message: `No secret stands in the clear in "${entry}" of ${file}.`,
      next: `See what does: keyrack adopt ${exporter.id}${exporter.takes === 'variable' ? ' --file FILE' : ''}.`,
    });
  }
  if (more.length > 0) {
    const names = named.map(({ plaintext }) => plaintext.name).join(', ');
    throw new AppError('invalid-input', {
      message: `"${entry}" holds ${named.length} secrets: ${names}. One entry delivers one key.`,
      next: 'Name the one to adopt with --variable; the others stay as they are, and are told.',
      field: 'secret',
    });
  }
  const { obstacle, name } = found.plaintext;
  if (obstacle === null) return found;
  throw new AppError('forbidden-by-rule', {
    message: `${name} in "${entry}" of ${file} cannot be adopted. ${obstacle}`,
  });
}

/** Whether the program gets what stands in the file. @throws AppError forbidden-by-rule */
export async function assertLiteral(
  { exporter }: Opened,
  { plaintext }: Finding,
  entry: Entry,
): Promise<void> {
  const readSecret = async () => plaintext.secret;
  try {
    await valueFor({ readSecret }, exporter, { ...entry, mechanism: 'inline' });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'forbidden-by-rule') throw error;
    throw new AppError('forbidden-by-rule', {
      message: `${exporter.name} takes a part of this value for a variable or an escape, so what the server gets is not what stands in the file. Nothing was changed.`,
      next: 'Keep the key with: keyrack key add. Then export it.',
    });
  }
  await valueFor({ readSecret }, exporter, entry);
}

interface Chosen {
  readonly mechanism: Mechanism;
  readonly after: JsonValue;
}

/**
 * The best mechanism that this entry can have. Inline comes last and by itself: the value stands there already, so that
 * nothing is exposed that was not.
 * @throws AppError forbidden-by-rule
 */
export function chooseDelivery(
  exporter: FileExporter,
  choices: readonly MechanismChoice[],
  wanted: Mechanism | undefined,
  deliver: (mechanism: Mechanism) => JsonValue,
): Chosen {
  const asked = choices.filter(({ possible, mechanism }) => possible && (wanted ?? mechanism) === mechanism);
  const failures: AppError[] = [];
  for (const { mechanism } of asked) {
    try {
      return { mechanism, after: deliver(mechanism) };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      failures.push(error);
    }
  }
  const [failure] = failures;
  if (failure !== undefined) throw failure;
  const reason = choices.find(({ mechanism }) => mechanism === wanted)?.reason ?? '';
  const possible = choices.filter((choice) => choice.possible).map(({ mechanism }) => mechanism);
  throw new AppError('forbidden-by-rule', {
    message: `${exporter.name} cannot take this key by ${wanted ?? 'any mechanism'}. ${reason}`.trim(),
    next: `Choose: ${possible.join(', ')}.`,
    field: 'mechanism',
  });
}
