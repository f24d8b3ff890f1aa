import type { Provider } from '#shared/model/provider.ts';
import type { ConnectionRow } from '../ports/ledger.ts';

/** @returns the address that only the user knows; undefined where the manifest leads to it, or there is none */
export const enteredAddress = (
  { hosts }: Pick<Provider, 'hosts'>,
  { baseUrl, customHost }: Pick<ConnectionRow, 'baseUrl' | 'customHost'>,
): string | undefined =>
  baseUrl !== '' && (customHost || hosts.some((host) => host.baseUrl === null)) ? baseUrl : undefined;
