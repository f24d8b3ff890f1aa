import type { McpServer } from '#shared/model/mcp-server.ts';
import { type Offer, OPERATIONS, type Operation, type Provider } from '#shared/model/provider.ts';

/** Every operation once: done as named, and all others not at all. */
export function fakeOffers(
  ways: { readonly [K in Operation]?: 'api' | 'guided' },
  changes: Partial<Offer> = {},
): Offer[] {
  return OPERATIONS.map((operation) => {
    const way = ways[operation] ?? null;
    return {
      operation,
      way,
      evidence: 'documented',
      steps: way === 'guided' ? ['Open the console.', `Do ${operation} there.`] : [],
      collect: [],
      why: way === null ? `The service has no way to ${operation} a key.` : null,
      final: operation === 'revoke' || operation === 'delete',
      keepsRow: operation === 'revoke',
      notes: [],
      ...changes,
    };
  });
}

/** A small provider; a test names what it is about. */
export const fakeProvider = (changes: Partial<Provider> & Pick<Provider, 'id' | 'name'>): Provider => ({
  about: 'A service for tests.',
  evidence: 'verified',
  custom: false,
  links: { console: null, docs: null, support: null },
  hosts: [{ id: 'main', baseUrl: 'https://api.example.test', stages: [] }],
  params: [],
  credentialParts: [{ id: 'secret', label: 'Secret' }],
  offers: fakeOffers({ create: 'api', list: 'api', verify: 'api', delete: 'api' }),
  inferredOffers: null,
  scopes: [{ id: 'notes:read', category: 'notes', access: 'read', text: 'Read notes' }],
  scopesRequired: true,
  testMode: true,
  modes: [],
  expiry: 'asked',
  boundToEnvironment: false,
  selfManaged: false,
  naming: [],
  notes: [],
  limits: { requests: [], concurrent: null },
  variable: 'FAKE_API_KEY',
  header: null,
  credential: true,
  userHost: false,
  servers: [],
  ...changes,
});

/** A server of a service that needs nothing but the key. */
export const mcpServer = (fields: Partial<McpServer> & Pick<McpServer, 'command'>): McpServer => ({
  id: 'server',
  about: '',
  purpose: null,
  env: {},
  options: [],
  ...fields,
});
