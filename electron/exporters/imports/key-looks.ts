import { looksSecret } from '#shared/text/secret-looks.ts';

const NAME = /api|key|token|secret|credential|webhook|\bpat\b/i;
const PREFIX =
  /^(sk|pk|rk|ghp|gho|ghs|ghu|github_pat|glpat|xox[a-z]|npm|hf|whsec|AKIA|AIza|eyJ)[-_A-Za-z0-9]{8,}/;

/** Whether an item of a password manager is a key of a service, and no person's password. */
export function looksLikeKey(names: readonly string[], hasUser: boolean, value: string): boolean {
  if (!/^[\x21-\x7e]{8,8192}$/.test(value)) return false;
  if (PREFIX.test(value)) return true;
  const named = names.some((name) => NAME.test(name));
  return named && (!hasUser || looksSecret(value));
}

/** A title that people gave is a variable only where it is written like one. */
export const variableIn = (title: string): string | null =>
  /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(title) ? title : null;
