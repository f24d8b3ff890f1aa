import type { Connection } from '#shared/model/connection.ts';
import { serviceOf } from './providers.ts';

export function connectionOf(
  fields: Pick<Connection, 'provider' | 'environmentId'> & Partial<Connection>,
): Connection {
  const service = serviceOf(fields.provider);
  const inferred = fields.inferred ?? false;
  return {
    id: crypto.randomUUID(),
    name: service?.name ?? fields.provider,
    baseUrl: service?.hosts[0]?.baseUrl ?? (fields.provider === 'playground' ? 'http://127.0.0.1:41573' : ''),
    customHost: false,
    params: {},
    inferred,
    paths: {},
    proxy: null,
    ca: null,
    hasCredential: service?.credential === true || inferred,
    account: null,
    syncedAt: null,
    syncFailure: null,
    offers: (inferred ? service?.inferredOffers : null) ?? service?.offers ?? [],
    ...fields,
  };
}

/** Connections of every kind: by hand, inferred, behind a proxy, at an address of one's own, failing. */
export function servicesIn(environmentId: string, ago: (days: number) => string): Connection[] {
  return [
    connectionOf({
      provider: 'unizo',
      environmentId,
      name: 'Unizo by hand',
      account: 'Ada Lovelace Ltd',
      params: { integrationId: 'int_7f2' },
    }),
    connectionOf({ provider: 'unlockos', environmentId, name: 'UnlockOS' }),
    connectionOf({
      provider: 'unisoft',
      environmentId,
      name: 'Unisoft',
      inferred: true,
      syncedAt: ago(3),
      syncFailure: 'Unisoft answered 401 to the credential. Replace it in the settings of this connection.',
    }),
    connectionOf({
      provider: 'acme-crm',
      environmentId,
      name: 'Acme CRM of the north-western sales region, behind the corporate proxy',
      baseUrl: 'https://crm.north-west.intranet.acme-corporation.example/rest/v4',
      customHost: true,
      account: 'Sales operations, north-west',
      syncedAt: ago(0.2),
      proxy: { url: 'http://proxy.acme.example:3128', user: 'ada', bypass: 'localhost,.acme.example' },
      ca: '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmg\n-----END CERTIFICATE-----\n',
    }),
  ];
}
