// What may be a secret in a file of somebody else. Hiding too much costs a glance; hiding too little costs the secret.

const NAME =
  /key|token|secret|passw|passphrase|pwd|credential|auth|bearer|cookie|session|private|signature|header/i;
// The last of them: of a Secret in a cluster, whose annotations may hold the whole of it once more; of an environment.
const PARENT =
  /^(env|envs|environment|headers|http_headers|requestheaders|secrets|inputs|data|stringdata|annotations|kvpairdata)$/i;

/** The name of a value, or the option before it (`--api-key`), says that it is secret. */
export function namesSecret(name: string): boolean {
  return NAME.test(name) || /^"?-H"?$/.test(name) || /^value$/i.test(name);
}

// An entry that was commented out has names and values too, in a form that only its format's parser would know.
const SETTING = /["'=]|:(\s|$)|^\s*- /m;

/** A comment that may hold a value: more than plain prose is taken for a setting that was switched off. */
export function commentLooksSecret(text: string): boolean {
  return SETTING.test(text) || NAME.test(text) || looksSecret(text);
}

/** Everything under this name may be secret. */
export function namesSecretParent(name: string): boolean {
  return PARENT.test(name) || NAME.test(name);
}

const LOOKS: readonly RegExp[] = [
  /\b(bearer|basic|token)\s+\S{4,}/i,
  // A user and password, or a token alone, in front of a host.
  /:\/\/[^/\s@]+@/,
  /(key|token|secret|passw|pwd|auth|sig)[\w-]*\s*[=:]\s*\S/i,
  /\b(sk|pk|rk|ghp|gho|ghs|ghu|github_pat|glpat|xox[a-z]|npm|hf|whsec|AKIA|AIza|eyJ)[-_A-Za-z0-9]{8,}/,
];
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const LONG_RUN = /[A-Za-z0-9+_=-]{20,}/g;

/** A string that is written like a secret. A bare UUID is taken for an id. */
export function looksSecret(text: string): boolean {
  if (LOOKS.some((look) => look.test(text))) return true;
  const runs = text.replace(UUID, '').match(LONG_RUN) ?? [];
  return runs.some((run) => /[0-9]/.test(run) && /[A-Za-z]/.test(run));
}
