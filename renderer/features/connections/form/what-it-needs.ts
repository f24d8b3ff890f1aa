import { offerOf, type Provider } from '#shared/model/provider.ts';

/** Run by Keyrack itself, which mints its own credential. */
export const isBuiltIn = ({ credential, offers }: Provider): boolean =>
  !credential && offerOf(offers, 'create').way === 'api';

/** Nothing has to be asked before it is connected: one press is enough. */
export const isOnePress = (provider: Provider): boolean =>
  isBuiltIn(provider) && !provider.userHost && provider.params.length === 0;

interface Choice {
  readonly api: 'guided' | 'inferred';
  readonly baseUrl: string;
}

/** Whether a window will ask for a credential. Main decides the same, by the same facts. */
export const needsCredential = (provider: Provider, { api, baseUrl }: Choice): boolean =>
  provider.credential || api === 'inferred' || (isBuiltIn(provider) && baseUrl.trim() !== '');

/** Keyrack knows no address of the service. */
export const isPlaceless = (provider: Provider): boolean =>
  provider.userHost || (!isBuiltIn(provider) && provider.hosts.every(({ baseUrl }) => baseUrl === null));

/** Whether the user has to say where the service is: it has no address of its own, and something is asked there. */
export const needsBaseUrl = (provider: Provider, api: Choice['api']): boolean =>
  provider.userHost || (api === 'inferred' && isPlaceless(provider));
