import * as z from 'zod/mini';

export const scopeSchema = z.strictObject({
  id: z.string(),
  category: z.string(),
  access: z.enum(['read', 'write', 'delete', 'manage']),
  text: z.string(),
});
export type Scope = z.infer<typeof scopeSchema>;

export const evidenceSchema = z.enum(['verified', 'documented', 'inferred']);
export type Evidence = z.infer<typeof evidenceSchema>;

/** What may be asked of a service for a key. */
export const OPERATIONS = [
  'create',
  'list',
  'get',
  'edit',
  'disable',
  'enable',
  'regenerate',
  'revoke',
  'delete',
  'verify',
  'health',
  'usage',
] as const;
const operationSchema = z.enum(OPERATIONS);
export type Operation = z.infer<typeof operationSchema>;

/** What window and command need to know of a provider; derived from its manifest. */
export const providerSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** One sentence for the gallery. */
  about: z.string(),
  evidence: evidenceSchema,
  operations: z.array(operationSchema),
  scopes: z.array(scopeSchema),
  /** At least one scope must be chosen. */
  scopesRequired: z.boolean(),
  testMode: z.boolean(),
  /** The user may ask for an expiry. */
  expiry: z.boolean(),
  /** A suggestion for the key's variable. */
  variable: z.string(),
  /** The connection needs a management credential from the user. */
  credential: z.boolean(),
  /** Needs a base URL from the user. */
  userHost: z.boolean(),
  /** The MCP server that a delivery starts by default, as words of a command line. */
  mcp: z.nullable(z.array(z.string())),
});
export type Provider = z.infer<typeof providerSchema>;

/** Preselected for a new key: read-only, never write, delete or manage. */
export function readOnlyScopes(scopes: readonly Scope[]): string[] {
  return scopes.filter((scope) => scope.access === 'read').map((scope) => scope.id);
}
