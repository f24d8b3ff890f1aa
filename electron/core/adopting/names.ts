import { nameSchema } from '#shared/model/text-fields.ts';

const VARIABLE_MAX = 128;
const NAME_MAX = 120;

/**
 * A variable for what has another name: `github-mcp` becomes GITHUB_MCP_API_KEY.
 * @returns what a shell accepts
 */
export function suggestedVariable(name: string): string {
  const plain = variableFrom(name);
  return /KEY|TOKEN|SECRET|PASSWORD/.test(plain) ? plain : `${plain.slice(0, VARIABLE_MAX - 8)}_API_KEY`;
}

/** The nearest name that a shell accepts. */
function variableFrom(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9_]+/g, '_');
  const trimmed = plain.replace(/^_+|_+$/g, '').toUpperCase() || 'IMPORTED';
  return (/^\d/.test(trimmed) ? `_${trimmed}` : trimmed).slice(0, VARIABLE_MAX);
}

/** What somebody called it, where a key can be called so; else its variable. */
export function usableName(given: string, variable: string): string {
  const whole = nameSchema.safeParse(given);
  return whole.success ? whole.data : variable.slice(0, NAME_MAX);
}
