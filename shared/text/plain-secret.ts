import { looksSecret, namesSecret } from './secret-looks.ts';

// What a setting with a name like MAX_TOKENS or AUTH_URL holds, and what a README tells to fill in.
const NO_SECRET: readonly RegExp[] = [
  /^[\d.,_-]*$/,
  /^(true|false|yes|no|on|off|none|null|undefined|default|auto)$/i,
  /^[a-z][a-z0-9+.-]*:\/\/[^@]*$/i,
  /^(\.{0,2}|~|[A-Za-z]:)[\\/]/,
  /^<.*>$|^\[.*\]$|^(x{4,}|\*{3,}|\.{3,}|•+)$/i,
  /^(your|my|enter|insert|replace|change)[-_ ]?(me|this|your|api|key|token|secret|password|here)\b/i,
  /^(your|my|insert|replace|change)([-_ ]|me)/i,
];
const REFERENCE =
  /^\s*((bearer|basic|token)\s+)?(\$\{.*\}|\$[A-Za-z_]\w*|\{(env|file):.*\}|%\w+%|op:\/\/\S+)\s*$/i;
const LENGTH_MIN = 6;

/** The text names a value that stands elsewhere. */
export const isReference = (text: string): boolean => REFERENCE.test(text);

/** A setting whose value is a secret: by its name, or written like one. Numbers, addresses, paths and examples are none. */
export function isPlainSecret(name: string, value: string): boolean {
  if (value.length < LENGTH_MIN || value.includes('\0') || isReference(value)) return false;
  if (NO_SECRET.some((pattern) => pattern.test(value))) return false;
  return namesSecret(name) || looksSecret(value);
}
