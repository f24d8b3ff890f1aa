import * as z from 'zod/mini';
import { STAGES } from './environment.ts';
import { mcpServerSchema } from './mcp-server.ts';

export const scopeSchema = z.strictObject({
  id: z.string(),
  category: z.string(),
  access: z.enum(['read', 'write', 'delete', 'manage']),
  /** What it authorizes, in the service's own sense. */
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
  'setScopes',
  'disable',
  'enable',
  'regenerate',
  'revoke',
  'delete',
  'verify',
  'health',
  'usage',
  'limits',
  'scopes',
  'allowIps',
  'listAlerts',
  'setAlert',
  'deleteAlert',
] as const;
export const operationSchema = z.enum(OPERATIONS);
export type Operation = z.infer<typeof operationSchema>;

/** What a person reads off the console beside a key made there by hand. */
export const SHOWN_FIELDS = ['expiresAt', 'rateLimit', 'remoteId'] as const;
export const shownFieldSchema = z.enum(SHOWN_FIELDS);
export type ShownField = z.infer<typeof shownFieldSchema>;

/** How one operation is done through one connection. Window and command offer nothing else. */
export const offerSchema = z.strictObject({
  operation: operationSchema,
  /** `api`: Keyrack asks the service. `guided`: the user does it in the console, by these steps. null: not at all. */
  way: z.nullable(z.enum(['api', 'guided'])),
  evidence: evidenceSchema,
  steps: z.array(z.string()),
  /** What the user may copy from the console into Keyrack, besides the key. */
  collect: z.array(shownFieldSchema),
  /** Why it cannot be done; null where it can. */
  why: z.nullable(z.string()),
  /** It cannot be taken back. */
  final: z.boolean(),
  /** The key stays listed at the service afterwards. */
  keepsRow: z.boolean(),
  /** What to know before doing it. */
  notes: z.array(z.string()),
});
export type Offer = z.infer<typeof offerSchema>;

const limitsSchema = z.strictObject({
  requests: z.array(z.strictObject({ count: z.int(), perSeconds: z.int() })),
  /** Requests, or MCP connections, at the same time. */
  concurrent: z.nullable(z.int()),
});
export type Limits = z.infer<typeof limitsSchema>;

const paramSchema = z.strictObject({
  name: z.string(),
  label: z.string(),
  about: z.string(),
  required: z.boolean(),
  default: z.nullable(z.string()),
  /** It takes one of these; null: any text. */
  choices: z.nullable(z.array(z.string())),
});

/** One thing that the user enters for a management credential; most have one. */
const credentialPartSchema = z.strictObject({ id: z.string(), label: z.string() });
export type CredentialPart = z.infer<typeof credentialPartSchema>;

/** What window and command need to know of a provider; derived from its manifest. */
export const providerSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** One sentence for the gallery. */
  about: z.string(),
  evidence: evidenceSchema,
  /** Described by the user, not by Keyrack. */
  custom: z.boolean(),
  links: z.strictObject({
    console: z.nullable(z.string()),
    docs: z.nullable(z.string()),
    /** A mail address. */
    support: z.nullable(z.string()),
  }),
  hosts: z.array(
    z.strictObject({ id: z.string(), baseUrl: z.nullable(z.string()), stages: z.array(z.enum(STAGES)) }),
  ),
  params: z.array(paramSchema),
  credentialParts: z.array(credentialPartSchema),
  /** As it is offered before anything is switched on. */
  offers: z.array(offerSchema),
  /** As it is offered with inferred ways switched on; null where the manifest has none. */
  inferredOffers: z.nullable(z.array(offerSchema)),
  scopes: z.array(scopeSchema),
  /** At least one scope must be chosen. */
  scopesRequired: z.boolean(),
  testMode: z.boolean(),
  /** What the first characters of a value tell. */
  modes: z.array(z.strictObject({ prefix: z.string(), testMode: z.boolean() })),
  /** `asked`: the user may choose one. `assigned`: the service chooses, and its answer tells. */
  expiry: z.enum(['none', 'asked', 'assigned']),
  /** A key works in the environment that it was made for, nowhere else. */
  boundToEnvironment: z.boolean(),
  /** An ordinary key manages keys: one can delete itself. */
  selfManaged: z.boolean(),
  /** Suggestions for a key's name. */
  naming: z.array(z.strictObject({ group: z.string(), names: z.array(z.string()) })),
  /** What to know of its keys in general. */
  notes: z.array(z.string()),
  limits: limitsSchema,
  /** A suggestion for the key's variable. */
  variable: z.string(),
  /** How its key is sent, with {} for the value; null: the manifest does not tell. */
  header: z.nullable(z.string()),
  /** The connection needs a management credential from the user, as things are before inferred ways. */
  credential: z.boolean(),
  /** Needs a base URL from the user, as things are before inferred ways. */
  userHost: z.boolean(),
  /** Its MCP servers; a delivery starts the first by default. */
  servers: z.array(mcpServerSchema),
});
export type Provider = z.infer<typeof providerSchema>;

/** Preselected for a new key: read-only, never write, delete or manage. */
export function readOnlyScopes(scopes: readonly Scope[]): string[] {
  return scopes.filter((scope) => scope.access === 'read').map((scope) => scope.id);
}

/** @returns how an operation is done; every list of offers holds all operations */
export function offerOf(offers: readonly Offer[], operation: Operation): Offer {
  const offer = offers.find((one) => one.operation === operation);
  if (offer === undefined) throw new Error(`no offer for ${operation}`);
  return offer;
}

/** A manifest that the user wrote, looked at before anything is done with it. */
export const manifestCheckSchema = z.strictObject({
  /** Empty where the manifest can be used. */
  issues: z.array(z.strictObject({ path: z.string(), message: z.string() })),
  /** null where it cannot be used. */
  provider: z.nullable(providerSchema),
});
export type ManifestCheck = z.infer<typeof manifestCheckSchema>;
