/** A header whose value has `{}` in the place of the secret. */
export interface HeaderTemplate {
  readonly name: string;
  readonly value: string;
}

export const DEFAULT_HEADER = 'Authorization: Bearer {}';
const PLACE = '{}';
// RFC 9110: a field name is a token (5.6.2).
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// RFC 9110, 5.5: no control characters but tab, blanks at the ends are dropped on the way, and new fields keep to ASCII.
// Beyond it the clients differ: Codex sends UTF-8, Claude Code Latin-1 (tests/clients), and no service could tell.
const FORBIDDEN_IN_VALUE = /[^\t\x20-\x7e]|^[\t ]|[\t ]$/;

/** @returns null where it is not one header with `{}` in its value */
export function parseHeader(header: string): HeaderTemplate | null {
  const at = header.indexOf(':');
  const name = header.slice(0, Math.max(at, 0)).trim();
  const value = header.slice(at + 1).trim();
  return NAME.test(name) && value.includes(PLACE) && canStandInHeader(value) ? { name, value } : null;
}

export const canStandInHeader = (value: string): boolean => !FORBIDDEN_IN_VALUE.test(value);

/** @returns the header's value with the secret, or what stands for it */
export const fillHeader = ({ value }: HeaderTemplate, secret: string): string =>
  value.replaceAll(PLACE, () => secret);
