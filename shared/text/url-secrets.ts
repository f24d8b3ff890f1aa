import { isPlainSecret } from './plain-secret.ts';

/** @returns the parameters of a URL whose value looks like a secret, by their names as they stand there; '' for what has no name */
export function secretsInUrl(url: string): readonly string[] {
  // Whatever stands behind the first of either: some services read the part behind `#` like a query.
  const [, ...behind] = url.split(/[?#]/);
  return behind
    .flatMap((part) => part.split(/[&;]/))
    .flatMap((pair) => {
      const at = pair.indexOf('=');
      const name = at < 0 ? '' : decoded(pair.slice(0, at));
      return isPlainSecret(name, decoded(pair.slice(at + 1))) ? [name] : [];
    });
}

/** What is encoded in a way of its own is looked at as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
