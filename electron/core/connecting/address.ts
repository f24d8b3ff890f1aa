import type { NewConnection } from '#shared/model/connection.ts';
import { AppError } from '../errors.ts';
import type { Reach } from '../reach.ts';
import { splitParams } from './settings.ts';

/** `host=<id>` names one of the manifest's hosts. */
export function wantedAddress(
  reach: Pick<Reach, 'plugin'>,
  { provider, baseUrl, params }: NewConnection,
): string | undefined {
  const { host } = splitParams(params);
  if (host === undefined || host === '') return baseUrl;
  const { name, hosts } = reach.plugin(provider).summary;
  const found = hosts.find(({ id }) => id === host);
  if (found !== undefined && baseUrl === undefined) return found.baseUrl ?? undefined;
  throw new AppError('invalid-input', {
    message: found === undefined ? `${name} has no host "${host}".` : 'Both a host and a base URL are given.',
    next: `Its hosts: ${hosts.map(({ id }) => id).join(', ')}. Name one of them, or a base URL.`,
    field: 'params',
  });
}
