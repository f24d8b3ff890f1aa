import { AppError } from '#core/errors.ts';
import type {
  ProviderPlugin,
  RemoteAlert,
  RemoteKey,
  ServiceAccess,
  ServiceTest,
} from '#core/ports/provider.ts';
import type { Secret } from '#core/secret.ts';
import type { Verdict } from '#shared/model/key.ts';
import { type Offer, OPERATIONS, type Operation, type Provider } from '#shared/model/provider.ts';
import { fakeProvider } from './provider.ts';
import { serviceOf } from './service-calls.ts';

/** How an operation is offered; `inferred`: guided until the connection switches inferred ways on, then api. */
type FakeWay = 'api' | 'guided' | 'inferred' | null;

/** How the next create or regenerate ends; `lost` does it and loses the answer. */
export type Ending =
  | 'ok'
  | 'refused'
  | 'lost'
  | 'lost, then down'
  | 'lost before it was made'
  | 'killed after it was made';

type Summary = { -readonly [K in keyof Provider]: Provider[K] };

export interface FakeService {
  readonly keys: Map<string, RemoteKey>;
  readonly alerts: Map<string, RemoteAlert>;
  readonly plugin: ProviderPlugin;
  /** What the summary says; `offers`, `inferredOffers` and `credential` follow from `ways`. */
  readonly summary: Summary;
  readonly ways: Record<Operation, FakeWay>;
  /** Laid over the offers of an operation. */
  readonly offerDetails: Partial<Record<Operation, Partial<Offer>>>;
  create: Ending;
  regenerate: Ending;
  /** Thrown by the next call of this operation, once, before anything is done. */
  readonly fail: Partial<Record<Operation, Error>>;
  /** What becomes of a name on its way to the service and back. */
  rename: (name: string) => string;
  /** Creates and regenerates that arrived. */
  sent: number;
  /** Every call, as `operation` or `operation id`. */
  readonly calls: string[];
  /** Whether it takes the management credential. */
  accepts: (credential: Secret) => boolean;
  /** What it says of a key. */
  verdict: (secret: Secret) => Verdict;
  /** Requests of any key since any time. */
  usage: number;
  /** Laid over what a test of the connection tells. */
  tested: Partial<ServiceTest>;
  /** What a service was reached with last. */
  access: ServiceAccess | null;
  hintLength: number | null;
  /** Its own address, by the parameters of a connection. */
  addressOf: (params: Readonly<Record<string, string>>) => string;
  /** Values that begin like this are test-mode keys. */
  testPrefix: string | null;
}

export const VALID: Verdict = { is: 'valid', because: null, message: 'The service takes it.', next: null };
const OWN_HOST = 'https://api.example.test';

function offersOf(fake: FakeService, inferred: boolean): Offer[] {
  return OPERATIONS.map((operation) => {
    const named = fake.ways[operation];
    const way = named === 'inferred' ? (inferred && 'api') || 'guided' : named;
    return {
      operation,
      way,
      evidence: named === 'inferred' && way === 'api' ? 'inferred' : 'documented',
      steps: way === 'guided' ? ['Open the console.', `Do ${operation} there.`] : [],
      collect: [],
      why: way === null ? `Fake has no way to ${operation}.` : null,
      final: operation === 'revoke' || operation === 'delete',
      keepsRow: operation === 'revoke',
      notes: [],
      ...fake.offerDetails[operation],
    };
  });
}

const SUMMARY = fakeProvider({
  id: 'fake',
  name: 'Fake',
  links: { console: 'https://console.example.test', docs: null, support: null },
  scopes: [
    { id: 'notes:read', category: 'notes', access: 'read', text: 'Read notes' },
    { id: 'notes:write', category: 'notes', access: 'write', text: 'Write notes' },
  ],
});

const everyWay = (way: FakeWay) =>
  Object.fromEntries(OPERATIONS.map((operation) => [operation, way])) as Record<Operation, FakeWay>;

/** A service in memory, with the scopes of a small one; it offers everything by API until a test says otherwise. */
export function fakeService(now: () => Date): FakeService {
  const summary: Summary = { ...SUMMARY };
  const summaryNow = (): Provider => ({
    ...summary,
    offers: offersOf(fake, false),
    inferredOffers: Object.values(fake.ways).includes('inferred') ? offersOf(fake, true) : null,
    credential: summary.credential && offersOf(fake, false).some(({ way }) => way === 'api'),
  });
  const fake: FakeService = {
    keys: new Map(),
    alerts: new Map(),
    summary,
    ways: everyWay('api'),
    offerDetails: {},
    create: 'ok',
    regenerate: 'ok',
    fail: {},
    rename: (name) => name,
    sent: 0,
    calls: [],
    accepts: () => true,
    verdict: () => VALID,
    usage: 0,
    tested: {},
    access: null,
    hintLength: 12,
    addressOf: () => OWN_HOST,
    testPrefix: null,
    plugin: {
      get summary() {
        return summaryNow();
      },
      get hintLength() {
        return fake.hintLength;
      },
      tellsLastUse: true,
      manifest: '{"id":"fake"}',
      selfTests: [],
      offers: (inferred) => offersOf(fake, inferred),
      isTestKey: (secret) =>
        fake.testPrefix === null ? null : secret.hint(fake.testPrefix.length) === fake.testPrefix,
      checkParams: (params) =>
        refuseUnknown('params', Object.keys(params), [
          'api',
          'host',
          ...summary.params.map(({ name }) => name),
        ]),
      inferredPaths: { create: '/keys', list: '/keys' },
      checkPaths: (paths) => refuseUnknown('paths', Object.keys(paths), ['create', 'list']),
      connect: (access) => {
        fake.access = access;
        return serviceOf(fake, access, now);
      },
      destinations: ({ baseUrl }) => [baseUrl],
      baseUrl: ({ wanted, params }) => {
        const own = fake.addressOf(params);
        return { url: wanted ?? own, custom: (wanted ?? own) !== own };
      },
      snippets: ({ baseUrl, variable }) => [
        { id: 'curl', title: 'curl', text: `curl -H "Authorization: Bearer $${variable}" ${baseUrl}/notes` },
      ],
    },
  };
  return fake;
}

function refuseUnknown(field: string, given: readonly string[], known: readonly string[]): void {
  const unknown = given.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new AppError('invalid-input', { message: `Fake has no ${field} "${unknown}".`, field });
}
