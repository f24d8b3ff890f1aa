import { AppError } from '#core/errors.ts';
import { type JsonValue, MASK } from '#core/ports/exporter.ts';
import type { Mechanism } from '#shared/model/delivery.ts';
import { fillHeader } from '#shared/text/header-template.ts';
import { type Called, type ImportedFiles, onceImported } from './imported-files.ts';

// What the blueprints of Make share, whatever the version of its HTTP module.

type Members = { readonly [name: string]: JsonValue };

/** What is written beside the address: the key where it is inline. */
export interface Placed {
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly query: readonly { readonly name: string; readonly value: string }[];
}

const POSSIBLE: readonly Mechanism[] = ['input', 'inline'];

const REASONS: ImportedFiles['reasons'] = {
  input:
    'The HTTP module of the blueprint takes the key from Make’s keychain: you paste it there once, and the file holds none.',
  helper: 'Make runs on its own servers, where no command of yours can be run.',
  launcher: 'Nothing is started for a call, so Keyrack cannot hand over the key.',
  reference: 'Make runs on its own servers, and sees no variable of yours.',
  inline:
    'The value stands in the file, and after the import in the scenario, where everybody reads it who can open that.',
};

/**
 * A blueprint with one call of the service.
 * @param module the HTTP module: from the mechanism, and what is placed in it
 */
export function blueprintTarget(
  about: Pick<ImportedFiles, 'id' | 'name'>,
  moduleOf: (mechanism: Mechanism, placed: Placed) => Members,
): ImportedFiles {
  return {
    ...about,
    place: (name) => [`${about.id}-${name}.json`],
    possible: POSSIBLE,
    reasons: REASONS,
    // Make takes {{…}} in any field for an expression, and has no way of writing it otherwise.
    expands: (mechanism) => (mechanism === 'inline' ? /\{\{/ : null),
    whenReplaced: (server, mechanism) =>
      mechanism === 'inline'
        ? `In Make, open the scenario “${titleOf(server)}”, and put the new key into the headers or the query of its HTTP module: copy it in Keyrack’s window.`
        : `In Make, open the keychain, edit the key that the HTTP module of “${titleOf(server)}” uses, and paste the new one there: copy it in Keyrack’s window.`,
    render: (entry, reveal) => blueprintOf(entry, moduleOf(entry.mechanism, placedIn(entry, reveal))),
    conceal: (value, { mechanism }) => (mechanism === 'inline' ? concealRows(value) : value),
    afterwards: (entry) => [
      `In Make, make a new scenario and choose “Import blueprint” in its menu: ${entry.file}`,
      ...(entry.mechanism === 'input' ? [howToEnter(entry)] : []),
      onceImported(entry, 'Make'),
    ],
  };
}

function placedIn({ call, mechanism }: Called, reveal: (secret: 'value') => string): Placed {
  const isInline = mechanism === 'inline';
  const secret = isInline ? reveal('value') : '';
  const headers =
    isInline && 'header' in call ? [{ name: call.header.name, value: fillHeader(call.header, secret) }] : [];
  const query = isInline && 'query' in call ? [{ name: call.query, value: secret }] : [];
  for (const text of [call.url, ...[...headers, ...query].flatMap(({ name, value }) => [name, value])]) {
    if (text.includes('{{')) throw expression();
  }
  return { url: call.url, headers, query };
}

const expression = () =>
  new AppError('forbidden-by-rule', {
    message: 'Make would take {{ in the address or the header for an expression. Nothing was changed.',
    next: 'Write them without {{, or choose: input.',
    field: 'call',
  });

function howToEnter({ call }: Called): string {
  const [key, place, name] =
    'query' in call
      ? ['the key', 'the query', call.query]
      : [`“${fillHeader(call.header, '<the key>')}”`, 'the header', call.header.name];
  return `Its HTTP module asks for an API key: add one whose Key is ${key}, in ${place}, under the name ${name}. Copy the key in Keyrack’s window.`;
}

const titleOf = (server: string) => `Keyrack ${server}: test request`;

const blueprintOf = ({ server }: Called, http: Members): JsonValue => ({
  name: titleOf(server),
  flow: [http],
  metadata: {
    instant: false,
    version: 1,
    scenario: {
      roundtrips: 1,
      maxErrors: 3,
      autoCommit: true,
      autoCommitTriggerLast: true,
      sequential: false,
      confidential: false,
      dataloss: false,
      dlq: false,
      freshVariables: false,
    },
    designer: { orphans: [] },
    zone: 'eu2.make.com',
    notes: [],
  },
});

/** Dots for what stands in a row of headers or of the query; nothing else of a blueprint holds the value. */
function concealRows(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((each: JsonValue) => concealRows(each));
  if (!isMap(value)) return value;
  if (typeof value.name === 'string' && typeof value.value === 'string') return { ...value, value: MASK };
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, concealRows(inner)]));
}

const isMap = (value: JsonValue): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
