import { connectionSettingsText } from '../../text/connection-settings.ts';
import { settingsText } from '../../text/settings.ts';

/** @returns why an address cannot be the default proxy; null where it can, or none is wanted */
export function proxyProblem(address: string): string | null {
  if (address.trim() === '') return null;
  const url = URL.parse(address.trim());
  if (url === null || !/^https?:$/.test(url.protocol)) return connectionSettingsText.problems.proxyUrl;
  // SECURITY: preferences are a plain file; a proxy's password is entered with its connection.
  return url.username === '' && url.password === '' ? null : settingsText.proxyHasPassword;
}
