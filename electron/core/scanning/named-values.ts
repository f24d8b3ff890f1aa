import { isSecretSetting, isUrlPassword, namingOf } from './judging.ts';

/** A value with the name that it is given by, where it stands in the text. */
export interface NamedValue {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

// In code, what stands without quotes is a variable or a call.
const CODE =
  /\.(?:[cm]?[jt]sx?|py|go|java|kts?|rs|[ch](?:pp|xx)?|cc|cs|rb|php|swift|scala|vue|svelte|dart|exs?|lua|m|mm|pl|r|sql|tf|html?|css|scss|md|rst)$/i;
const NAME = /[A-Za-z_][\w.-]{0,127}/g;
// Behind a name: what gives it a value, and the value; between quotes of JSON in JSON, of a text, or bare.
const TYPE = '(?:\\s*:\\s*[A-Za-z][\\w<>]{0,30}(?=\\s*=[^=]))?';
const SIGN = '\\s*(?:=>|:=|==?|:)\\s*';
const QUOTED = `\\\\"([^"\\\\\\n]{1,8192})\\\\"|"((?:[^"\\\\\\n]|\\\\.){0,8192})"|'((?:[^'\\\\\\n]|\\\\.){0,8192})'|\`([^\`\\n]{0,8192})\``;
const BARE = '([^\\s"\'`,;(){}\\[\\]<>|&]{1,8192})(?![(\\[{])';
const GIVEN = new RegExp(`\\\\?["'\`\\]]?${TYPE}${SIGN}(?:[rbuf]{1,2}(?=["']))?(?:${QUOTED}|${BARE})`, 'dy');
const SCHEME = /^(?:bearer|basic|token|apikey|bot)\s+/i;

// Most names in a file say nothing: this sorts them out at little cost.
const MAY_SAY = /key|token|secret|pass|pwd|pw|pat|bearer|cred|auth/i;

type Indices = readonly ([number, number] | undefined)[];

/** @returns every value in a text that stands there in the clear under a name that says that it is secret */
export function namedValues(text: string, path: string): readonly NamedValue[] {
  const isCode = CODE.test(path);
  return [...assigned(text, isCode), ...patterned(text, path, isCode), ...inAddresses(text)];
}

function* assigned(text: string, isCode: boolean): Generator<NamedValue> {
  for (const { 0: typed, index } of text.matchAll(NAME)) {
    if (!MAY_SAY.test(typed) || namingOf(typed) === null) continue;
    GIVEN.lastIndex = index + typed.length;
    const match = GIVEN.exec(text);
    if (match === null) continue;
    const indices = (match as unknown as { readonly indices: Indices }).indices.slice(1);
    const isBare = indices[4] !== undefined;
    const place = indices.find((each) => each !== undefined);
    if (place === undefined || (isBare && isCode)) continue;
    const found = judged(text, typed, place, isCode);
    if (found !== null) yield found;
  }
}

/** @param place of the value, with the scheme of a header where it has one */
function judged(
  text: string,
  name: string,
  [from, end]: readonly [number, number],
  isCode: boolean,
): NamedValue | null {
  const written = text.slice(from, end);
  const start = from + (SCHEME.exec(written)?.[0].length ?? 0);
  return isSecretSetting(name, text.slice(start, end), isCode) ? { name, start, end } : null;
}

interface Pattern {
  /** Groups: `name`, or one is given; `value`. */
  readonly pattern: RegExp;
  readonly name?: string;
  readonly paths?: RegExp;
}

const VALUE = '(?<value>[^\\s"\'`,;\\\\]{1,8192})';
const PATTERNS: readonly Pattern[] = [
  // `--api-key X`, also as two words of a list in JSON.
  { pattern: new RegExp(`--(?<name>[A-Za-z][\\w-]*)["']?(?:\\s*,)?\\s+["']?${VALUE}`, 'dg') },
  { pattern: /\b(?:Bearer|Basic|Token)\s+(?<value>[A-Za-z0-9._~+/=-]{16,})/dgi, name: 'Authorization' },
  // `set -gx NAME X` of fish, `ENV NAME X` of Docker, `setx NAME X` of Windows.
  {
    pattern: new RegExp(
      `\\b(?:set|setx|ENV)\\s+(?:-[\\w-]+\\s+){0,9}(?<name>[A-Za-z_]\\w*)\\s+["']?${VALUE}`,
      'dg',
    ),
  },
  // Lists of names and values: Kubernetes, Docker, Postman.
  {
    pattern: new RegExp(
      `["']?\\b(?:name|key)["']?\\s*:\\s*["']?(?<name>[A-Za-z_][\\w.-]*)["']?\\s{0,9},?\\s{0,40}["']?value["']?\\s*:\\s*["']?${VALUE}`,
      'dg',
    ),
  },
  {
    pattern: new RegExp(`\\bcurl\\b[^\\n]{0,500}?\\s(?:-u|--user)[\\s=]+["']?[^\\s:"']+:${VALUE}`, 'dg'),
    name: 'password',
  },
  { pattern: new RegExp(`\\bsshpass\\s+-p\\s*["']?${VALUE}`, 'dg'), name: 'password' },
  {
    pattern: new RegExp(`\\bpassword\\s+${VALUE}`, 'dg'),
    name: 'password',
    paths: /[._](?:netrc|authinfo)$/,
  },
];

function* patterned(text: string, path: string, isCode: boolean): Generator<NamedValue> {
  for (const { pattern, name, paths } of PATTERNS) {
    if (paths !== undefined && !paths.test(path)) continue;
    for (const match of text.matchAll(pattern)) {
      const place = match.indices?.groups?.value;
      const called = match.groups?.name ?? name ?? '';
      const found = place === undefined ? null : judged(text, called, place, isCode);
      if (found !== null) yield found;
    }
  }
}

const ADDRESS = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"'`<>]{0,128}:(?<value>[^\s/@"'`<>]{1,256})@[\w[]/dgi;

function* inAddresses(text: string): Generator<NamedValue> {
  for (const match of text.matchAll(ADDRESS)) {
    const [start, end] = match.indices?.groups?.value ?? [0, 0];
    if (isUrlPassword(text.slice(start, end))) yield { name: 'password in an address', start, end };
  }
}
