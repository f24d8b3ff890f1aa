import type { Machine } from '../../ports/exporter.ts';
import { Secret } from '../../secret.ts';
import type { DeliveryTestDeps, TestWatch } from './deps.ts';
import { endWords, runToEnd } from './programs.ts';
import type { Outcome } from './report.ts';
import { inherited } from './surroundings.ts';
import { within } from './waiting.ts';

const HELPER_MS = 20_000;

type Headers = Readonly<Record<string, string>>;

export type Helped =
  | { readonly state: 'headers'; readonly headers: Headers; readonly secrets: readonly Secret[] }
  | { readonly state: 'failed'; readonly outcome: Outcome };

/** The line goes to the shell that a client gives it to. */
const shellWords = (line: string, platform: Machine['platform']): readonly string[] =>
  platform === 'win32' ? ['cmd.exe', '/d', '/s', '/c', line] : ['/bin/sh', '-c', line];

/** Runs the line by which the client asks for headers, and takes what it prints. */
export async function runHelper(
  { start, machine, clock }: Pick<DeliveryTestDeps, 'start' | 'machine' | 'clock'>,
  line: string,
  folder: string,
  { signal, onStep }: TestWatch,
): Promise<Helped> {
  onStep('headers');
  const order = { words: shellWords(line, machine.platform), env: inherited(machine), folder };
  const what = 'The command that gives the headers';
  const wait = { ms: HELPER_MS, signal, what: `${what} did not end` };
  const { end, output, errors } = await within(clock, wait, (inner) => runToEnd(start, order, inner));
  if (!('code' in end) || end.code !== 0) {
    const outcome = { ok: false, ...endWords(what, end, 'sh'), output: errors.text() };
    return { state: 'failed', outcome };
  }
  const headers = output.cut() ? null : headersIn(output.text());
  if (headers === null) {
    // SECURITY: what it printed may be the secret in another form, so none of it is told.
    const outcome = { ok: false, message: `${what} printed no headers.`, next: 'Export the key again.' };
    return { state: 'failed', outcome };
  }
  const secrets = Object.values(headers).flatMap((value) => [value, value.replace(/^\S+\s+/, '')]);
  return { state: 'headers', headers, secrets: secrets.map((value) => new Secret(value)) };
}

/** @returns null where it is not a JSON object of texts */
function headersIn(text: string): Headers | null {
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found !== 'object' || found === null || Array.isArray(found)) return null;
    return Object.values(found).every((value) => typeof value === 'string') ? (found as Headers) : null;
  } catch {
    return null;
  }
}
