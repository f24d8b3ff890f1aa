import type { Finding } from '../context.ts';
import { type OpenPatient, ok, problem, warning } from './finding.ts';

/** What was chosen once does not become unchosen. */
const CHOICE_GONE = problem(
  'storage',
  'It was chosen where secrets are kept, and the file vault.json of the home, which says so, is gone.',
  'Put it back from a copy: a passphrase storage opens by nothing else. For a keychain, choose it again: keyrack init --storage keychain',
);

/** Which tier keeps the secrets, and whether it can be used: locked is opened by the user, unavailable has to be mended. */
export async function checkStorage({
  services,
  outside,
}: Pick<OpenPatient, 'services' | 'outside'>): Promise<readonly Finding[]> {
  const { tier, chosen, state, reason, keychain } = await services.storage.status();
  const name = tier ?? 'none';
  const besides = ok(
    'keychain',
    `not in use, ${keychain.state}${keychain.reason === null ? '.' : `: ${keychain.reason}`}`,
  );
  const rest = tier === 'keychain' ? [] : [besides];
  if (!chosen && outside.ledger.audit.count({ what: ['storage chosen'] }) > 0) return [CHOICE_GONE, ...rest];
  if (state === 'ready') {
    return [ok('storage', `${name}${chosen ? '' : ' (not chosen, used because it works)'}, ready.`), ...rest];
  }
  const fix = reason ?? 'Choose: keyrack init --storage keychain|passphrase';
  const judge = state === 'locked' ? warning : problem;
  return [judge('storage', `${name}, ${state}.`, fix), ...rest];
}
