import type { DeliveryTest } from '#shared/model/delivery-test.ts';
import { hideKeys } from '#shared/text/key-like.ts';
import type { Secret } from '../../secret.ts';

/** What came of a test, in the words of whoever said them. */
export interface Outcome {
  readonly ok: boolean;
  readonly message: string;
  /** The message has words of the server in it. */
  readonly quotes?: boolean;
  readonly next?: string | null;
  readonly server?: DeliveryTest['server'];
  readonly tools?: readonly string[] | null;
  /** What the server wrote for people. */
  readonly output?: string;
}

const LINES = 20;
const LINE_LENGTH = 400;
const NAME_LENGTH = 128;
const TOOLS = 500;

const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text;

// Colours of a terminal: between two parts of a value they would keep it from being found.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they begin with the escape character
const COLOURS = /\u001b\[[0-9;?]*[ -/]*[@-~]/g;

/**
 * SECURITY: whatever a server says may hold the key: it is cut out in every common form before the words are cut in
 * length, or a part of it would stay (tests/unit/core/delivery-test-report).
 * @param secrets the key's value, and whatever else was handed over
 */
export function reportOf(
  outcome: Outcome,
  {
    secrets,
    notes,
    milliseconds,
  }: { secrets: readonly Secret[]; notes: readonly string[]; milliseconds: number },
): DeliveryTest {
  const hide = (text: string) =>
    secrets.reduce((rest, secret) => secret.hideIn(rest), text.replaceAll(COLOURS, ''));
  const foreign = (text: string) => cut(printable(hideKeys(hide(text))), LINE_LENGTH);
  // A path or an id of ours may look like a key.
  const ours = (text: string) => printable(hide(text));
  const name = (text: string) => cut(printable(hide(text)), NAME_LENGTH);
  const { ok, message, next = null, server = null, tools = null, output = '' } = outcome;
  const lines = hide(output)
    .split(/\r\n|[\r\n]/)
    .map(foreign)
    .filter((line) => line !== '');
  return {
    ok,
    message: outcome.quotes === true ? foreign(message) : ours(message),
    next: next === null ? null : ours(next),
    notes: notes.map(ours),
    server: server && { name: name(server.name), version: name(server.version) },
    tools: tools?.slice(0, TOOLS).map(name) ?? null,
    milliseconds,
    output: lines.slice(-LINES),
  };
}
