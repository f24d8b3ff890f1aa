import type { Key } from '#shared/model/key.ts';
import { keyOf, type World } from './world.ts';

/** Development, Staging, Production: a letter is a value, a point is no key. */
const VALUES: readonly (readonly [string, string])[] = [
  ['ACCOUNTING_TOKEN', 'aab'],
  ['CRM_API_KEY', 'abc'],
  ['MAILER_API_KEY', 'a..'],
  ['PLAYGROUND_API_KEY', 'ab.'],
  ['SEARCH_ADMIN_KEY_WITH_A_NAME_THAT_NOBODY_SHORTENED', 'abb'],
  ['WEBHOOK_SIGNING_KEY', '..a'],
];

const DAY = 86_400_000;

/** A world to compare: every state of a cell, and every warning. */
export function gridWorld(world: World, count: number): void {
  const environments = world.environments;
  const [development, staging, production] = environments.map(({ id }) => id);
  if (development === undefined || staging === undefined || production === undefined) return;
  const make = (variable: string, environmentId: string, value: string, changes: Partial<Key> = {}): Key => {
    const connection = world.connections.find((each) => each.environmentId === environmentId);
    const ofService = variable === 'PLAYGROUND_API_KEY';
    return keyOf({
      name: variable.toLowerCase().replaceAll('_', ' '),
      environmentId,
      connectionId: ofService ? (connection?.id ?? null) : null,
      variable,
      hint: `${ofService ? 'pg_live' : 'tok'}_${value}7Kq`,
      fingerprint: `${variable} ${value}`,
      scopes: ofService ? ['contacts:read'] : [],
      ...changes,
    });
  };
  const plain = VALUES.flatMap(([variable, values]) =>
    [...values].flatMap((value, at) => {
      const environmentId = environments[at]?.id ?? '';
      return value === '.' ? [] : [make(variable, environmentId, value)];
    }),
  );
  const soon = new Date(Date.now() - 3 * DAY).toISOString();
  world.keys = [
    ...plain,
    make('BILLING_API_KEY', development, 'a', { fingerprint: null }),
    make('BILLING_API_KEY', staging, 'b', { status: 'expired', expiresAt: soon }),
    make('BILLING_API_KEY', production, 'c', { testMode: true, hint: 'pg_test_c7Kq' }),
    make('DEPLOY_TOKEN', development, 'a', { status: 'inactive' }),
    make('DEPLOY_TOKEN', staging, 'b', { status: 'revoked', held: false, fingerprint: null }),
    make('DEPLOY_TOKEN', production, 'c', { held: false, fingerprint: null }),
    make('MAPS_API_KEY', development, 'a'),
    make('MAPS_API_KEY', development, 'b'),
    make('MAPS_API_KEY', production, 'a'),
    make('NOBODY', development, 'a', { variable: null }),
    ...Array.from({ length: count }, (_, at) =>
      make(`SERVICE_${String(at).padStart(5, '0')}_KEY`, environments[at % 3]?.id ?? '', `${at % 7}`),
    ),
  ];
}
