import { isPlainSecret } from '#shared/text/plain-secret.ts';

// What a name has to end with, so that its value is a secret: `maxTokens`, `keyId` and `passwordHint` are none.
const SECRET_WORDS = new Set([
  ...['token', 'secret', 'password', 'passwd', 'passphrase', 'pwd', 'pass', 'pw', 'pat', 'bearer'],
  ...['credential', 'credentials', 'apikey', 'accesskey', 'secretkey', 'authtoken', 'authorization', 'auth'],
]);
const PASSWORD_WORDS = new Set(['password', 'passwd', 'passphrase', 'pwd', 'pass', 'pw']);
// Behind the secret word they say where it belongs, or which one it is.
const SUFFIXES = new Set([
  ...['prod', 'production', 'dev', 'development', 'test', 'staging', 'live', 'local', 'main', 'default'],
  ...['value', 'old', 'new', 'base64', 'b64', 'raw', 'ro', 'rw'],
]);
// In front of `key` or `token` they name something that opens nothing.
const HARMLESS = new Set([
  ...['public', 'publishable', 'primary', 'foreign', 'sort', 'partition', 'cache', 'hash', 'row', 'map'],
  ...['object', 'index', 'unique', 'storage', 'query', 'idempotency', 'translation', 'locale', 'lookup'],
  ...['shortcut', 'hot', 'group', 'composite', 'column', 'field', 'page', 'next', 'continuation', 'sync'],
  ...['csrf', 'pad', 'bos', 'eos', 'unk', 'mask', 'sep', 'cls', 'design', 'site'],
]);
const PLACEHOLDER =
  /example|sample|dummy|placeholder|change[-_]?me|replace[-_]?(me|with|this)|\byour|your[-_]|x{4,}|\*{3}|\.{3}|…|•|^<.*>$|^\[.*\]$|redacted|insert|fake|todo|not[-_]?a[-_]?(real|secret)|^test|foo[-_]?bar|lorem|dont[-_]?use/i;
const COMMON =
  /^(password|passw0rd|pass|secret|admin|root|user|guest|postgres|mysql|redis|rabbitmq|minio|docker|string|undefined|required|optional|hidden|letmein)[\d!]{0,4}$/i;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** A reference in code or in a template: `config.apiKey`, `${{ secrets.X }}`, `process.env.X`, `$(cmd)`. */
const EXPRESSION =
  /^\{|\$\{|\$\(|\{\{|%\(|^\$|^(self|this|process|os|env|config|secrets|vault|arn|ref|op|file|projects)[.:]/;
const DOTTED = /^[A-Za-z_$][\w$]*(\??\.[A-Za-z_$][\w$]*)+$/;
/** Digests, lock files' hashes, images, public keys, versions; and what `keyrack exec --key` is given: a key's id. */
const DIGEST =
  /^(sha(1|256|384|512)[-:]|md5[-:]|data:|ssh-(rsa|ed25519)\b|ecdsa-|\$2[aby]\$|\$argon2|pbkdf2|[~^<>=v]*\d+\.\d+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}=\w+$)/i;
const WORD_AND_NUMBER = /^[A-Za-z]{1,14}[-_. ]?\d{1,4}$/;

const wordsOf = (name: string): readonly string[] =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

const withoutSuffix = (words: readonly string[]): readonly string[] =>
  words.slice(0, words.findLastIndex((word) => !SUFFIXES.has(word) && !/^\d+$/.test(word)) + 1);

export type Naming = 'password' | 'token' | 'key';

/** @returns what a name says that its value is; null: no secret. A bare `key` says little: see `Naming`. */
export function namingOf(name: string): Naming | null {
  const words = withoutSuffix(wordsOf(name));
  const [before, last] = [words.at(-2), words.at(-1)];
  if (last === undefined || (before !== undefined && HARMLESS.has(before))) return null;
  if (PASSWORD_WORDS.has(last)) return 'password';
  if (SECRET_WORDS.has(last)) return 'token';
  if (last !== 'key') return null;
  return before === undefined ? 'key' : 'token';
}

/** Shannon's, in bits a character. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => {
    const share = count / text.length;
    return sum - share * Math.log2(share);
  }, 0);
}

/** `123456789…`, `abcdefghij…`: no chance makes that. */
const COUNTED = /123456789|abcdefghij/i;

/** What README files and templates have where a secret shall come. */
export const isPlaceholder = (value: string): boolean =>
  PLACEHOLDER.test(value) || COMMON.test(value) || COUNTED.test(value) || entropyOf(value) < 2;

/** What only points to a value, in code or in a template. */
const isExpression = (value: string): boolean =>
  EXPRESSION.test(value) || (DOTTED.test(value) && !isMixed(value));

const kindsOf = (value: string): number =>
  [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(value)).length;

/** Four words or more: a passphrase, as people are told to make them. */
const WORDS = /^[a-z0-9]{2,12}(?: [a-z0-9]{2,12}){3,11}$/;

function isPasswordLike(value: string, isCode: boolean): boolean {
  if (value.length < 6 || value.length > 128) return false;
  if (/\s/.test(value)) return !isCode && WORDS.test(value);
  if (kindsOf(value) >= 2 && /[\d\W_]/.test(value)) return !/^[A-Za-z]+(?:[-_. ][A-Za-z]+)*$/.test(value);
  return value.length >= 16 && (!isCode || isJumbled(value));
}

/** Upper and lower case change about every second letter; in words of a name about every fourth. */
function isJumbled(text: string): boolean {
  const letters = text.replaceAll(/[^A-Za-z]/g, '');
  const changes = letters.match(/[a-z](?=[A-Z])|[A-Z](?=[a-z])/g)?.length ?? 0;
  return text.length >= 16 && changes > letters.length * 0.36;
}

/** Letters and digits stand mixed in one part of it; words with signs between do not. */
function isMixed(value: string): boolean {
  const isRandom = (part: string) => /\d/.test(part) && /[A-Za-z]/.test(part) && !WORD_AND_NUMBER.test(part);
  const parts = value.split(/[-_./+=:~]+/);
  if (/^[A-Za-z]?[a-z]+(?:[-_.][A-Za-z]?[a-z]+)+$/.test(value)) return false;
  return isJumbled(value) || parts.some((part) => part.length >= 8 && isRandom(part));
}

const TOKEN = /^[A-Za-z0-9_+/.-][\x21-\x7e]*$/;

function isTokenLike(value: string, naming: Naming): boolean {
  if (!TOKEN.test(value) || UUID.test(value) || WORD_AND_NUMBER.test(value)) return false;
  const least = naming === 'key' ? { length: 20, entropy: 3.5 } : { length: 12, entropy: 2.8 };
  return value.length >= least.length && entropyOf(value) >= least.entropy && isMixed(value);
}

/**
 * Whether the value of a setting of this name is a secret that stands there in the clear.
 * @param isCode what stands between quotes in code is mostly a text for people
 */
export function isSecretSetting(name: string, value: string, isCode: boolean): boolean {
  const naming = namingOf(name);
  if (naming === null || value.length > 8_192) return false;
  if (!isPlainSecret(name, value) || isPlaceholder(value) || isExpression(value) || DIGEST.test(value)) {
    return false;
  }
  if (naming === 'password' && isPasswordLike(value, isCode)) return true;
  return isTokenLike(value, naming);
}

/** Whether the password in front of a host is meant. */
export const isUrlPassword = (value: string): boolean =>
  value.length >= 6 &&
  !isPlaceholder(value) &&
  !isExpression(value) &&
  !/^[{<%]/.test(value) &&
  isPasswordLike(value, false);
