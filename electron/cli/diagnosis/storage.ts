import type { Finding } from '../context.ts';
import { type OpenPatient, ok, problem, warning } from './finding.ts';

/** Which tier keeps the secrets, and whether it can be used: locked is opened by the user, unavailable has to be mended. */
export async function checkStorage({ services }: Pick<OpenPatient, 'services'>): Promise<readonly Finding[]> {
  const { tier, chosen, state, reason, keychain } = await services.storage.status();
  const name = tier ?? 'none';
  const besides = ok(
    'keychain',
    `not in use, ${keychain.state}${keychain.reason === null ? '.' : `: ${keychain.reason}`}`,
  );
  const rest = tier === 'keychain' ? [] : [besides];
  if (state === 'ready') {
    return [ok('storage', `${name}${chosen ? '' : ' (not chosen, used because it works)'}, ready.`), ...rest];
  }
  const fix = reason ?? 'Choose: keyrack init --storage keychain|passphrase';
  const judge = state === 'locked' ? warning : problem;
  return [judge('storage', `${name}, ${state}.`, fix), ...rest];
}
