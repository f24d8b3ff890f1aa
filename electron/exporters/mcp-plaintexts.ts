import type { JsonValue, Plaintext, ServerLaunch } from '#core/ports/exporter.ts';
import { Secret } from '#core/secret.ts';
import { isKnownKey, optionValues } from '#shared/text/command-secrets.ts';
import {
  canStandInHeader,
  fillHeader,
  type HeaderTemplate,
  parseHeader,
} from '#shared/text/header-template.ts';
import { isPlainSecret, isReference } from '#shared/text/plain-secret.ts';
import { looksSecret, namesSecret } from '#shared/text/secret-looks.ts';
import { valueAt } from './editors/tree.ts';
import type { EntryForm } from './mcp-form.ts';
import { wordsIn } from './mcp-words.ts';

/** Under which an address stands, beside what the client itself writes. */
const ADDRESSES = ['url', 'serverUrl', 'httpUrl', 'uri'];
const SCHEME = /^((?:bearer|basic|token|apikey)\s+)(\S+)$/i;
const IN_ARGUMENT =
  'It stands in an argument, and the server takes it from there: nothing can hand it over in another way. If the server reads a variable instead, put it into one, then adopt it.';
const IN_ADDRESS =
  'It stands in the address, which the client sends as it is. If the service takes a header instead, put it into one, then adopt it.';
const NO_LAUNCH = 'Nothing tells what this entry starts or reaches.';

/** Text members of a map that stands somewhere in an entry. */
function textsAt(value: JsonValue, path: readonly string[]): readonly (readonly [string, string])[] {
  const found = valueAt(value, path);
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return [];
  return Object.entries(found).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
}

function addressIn({ address }: EntryForm, value: JsonValue): string | null {
  const names = address === null ? [] : [address(''), ...ADDRESSES];
  const found = names.map((name) => valueAt(value, [name])).find((text) => typeof text === 'string');
  return typeof found === 'string' ? found : null;
}

/** @param header the one that is meant, of an entry with an address */
export function launchIn(form: EntryForm, value: JsonValue, header: HeaderTemplate): ServerLaunch | null {
  const command = wordsIn(form, value);
  if (command !== null) return { command };
  const url = addressIn(form, value);
  return url === null ? null : { url, header };
}

/** Every secret of an entry that stands there in the clear, with why it cannot be adopted, where that is so. */
export function plaintextsIn(form: EntryForm, value: JsonValue): readonly Plaintext[] {
  const words = wordsIn(form, value);
  const address = addressIn(form, value);
  return [
    ...textsAt(value, [form.env])
      .filter(([name, text]) => isPlainSecret(name, text))
      .map(([name, text]) => variable(name, text, words === null ? NO_LAUNCH : null)),
    ...textsAt(value, form.headers).flatMap(([name, text]) =>
      inHeader(name, text, words !== null || address === null ? NO_LAUNCH : null),
    ),
    ...inArguments(words ?? []),
    ...(address === null ? [] : inAddress(address)),
  ];
}

const variable = (name: string, text: string, launch: string | null): Plaintext => ({
  name,
  place: 'variable',
  secret: new Secret(text),
  header: null,
  obstacle: /^[A-Za-z_]\w{0,127}$/.test(name) ? launch : `${name} is no name of a variable.`,
});

function inHeader(name: string, text: string, launch: string | null): Plaintext[] {
  if (!(namesSecret(name) || looksSecret(text))) return [];
  const [, scheme = '', bare = text] = SCHEME.exec(text) ?? [];
  // A name that says nothing, as of an address, is judged as a secret's: the header's own was.
  if (isReference(text) || !isPlainSecret('key', bare)) return [];
  const header = parseHeader(`${name}: ${scheme}{}`);
  const isSound = header !== null && canStandInHeader(bare) && fillHeader(header, bare) === text;
  const obstacle = isSound ? launch : 'It stands in a header that cannot be written anew.';
  return [{ name, place: 'header', secret: new Secret(bare), header, obstacle }];
}

const argument = (name: string, text: string, obstacle: string): Plaintext => ({
  name,
  place: 'argument',
  secret: new Secret(text),
  header: null,
  obstacle,
});

/** `--api-key X`, `--api-key=X`, `--header "Authorization: Bearer X"`, and a word that begins like a known key. */
function inArguments(words: readonly string[]): Plaintext[] {
  return optionValues(words).flatMap(({ option, value }): Plaintext[] => {
    if (option !== '') return optionValue(option, value);
    return isKnownKey(value) ? [argument('argument', value, IN_ARGUMENT)] : [];
  });
}

// What `exec` and `headers` of Keyrack are given is a key's id.
const OWN = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(=\w+)?$/i;

function optionValue(option: string, value: string): Plaintext[] {
  if (!namesSecret(option) || OWN.test(value)) return [];
  const [, header = '', text = ''] = /^([\w-]+):\s*(.+)$/.exec(value) ?? [];
  if (header === '') return isPlainSecret(option, value) ? [argument(option, value, IN_ARGUMENT)] : [];
  const found = inHeader(header, text, IN_ARGUMENT);
  return found.map((each) => ({ ...each, name: `${option} ${header}`, place: 'argument', header: null }));
}

function inAddress(address: string): Plaintext[] {
  if (!URL.canParse(address)) return [];
  const { searchParams, password } = new URL(address);
  const asked = [...searchParams].filter(([name, text]) => isPlainSecret(name, text));
  const found = password === '' ? asked : [...asked, ['password', password] as const];
  return found.map(([name, text]) => argument(name, text, IN_ADDRESS));
}
