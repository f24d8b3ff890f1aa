import { readsWhatKeyrackWrites } from './suite.ts';
import type { ValueName } from './values.ts';
import { MODEL_URL } from './workbench.ts';

const DOLLARS: readonly ValueName[] = ['everything', 'dollar', 'braced', 'defaulted'];
// A name that is not set is left as it is.
const SPARED: readonly ValueName[] = ['dollars', 'named'];

// Copilot starts and reaches its servers for a session, which needs a model: one beside the probe says that it is done.
// Source: `copilot help providers`, `copilot help environment`.
readsWhatKeyrackWrites({
  id: 'copilot',
  args: ['--no-auto-update', '-p', 'Stop.'],
  env: { COPILOT_OFFLINE: 'true', COPILOT_PROVIDER_BASE_URL: MODEL_URL, COPILOT_MODEL: 'counterpart' },
  alters: { 'inline command': DOLLARS, 'inline url': DOLLARS },
  spares: { 'inline command': SPARED, 'inline url': SPARED },
});
