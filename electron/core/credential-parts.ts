import type { CredentialPart } from '#shared/model/provider.ts';
import { Secret } from './secret.ts';

/**
 * What the user entered, part by part, as the one secret that is kept: the value alone where there is one part, else a
 * JSON object of all of them by their ids.
 */
export function joinParts(parts: readonly CredentialPart[], values: readonly Secret[]): Secret {
  const [only] = values;
  if (parts.length === 1 && only !== undefined) return only;
  const entries = parts.map(({ id }, at) => [id, values[at]?.expose() ?? ''] as const);
  return new Secret(JSON.stringify(Object.fromEntries(entries)));
}
