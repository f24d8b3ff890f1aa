import { readsWhatKeyrackWrites } from './suite.ts';
import type { ValueName } from './values.ts';
import { MODEL_URL } from './workbench.ts';

const DOLLARS: readonly ValueName[] = ['everything', 'dollar', 'dollars', 'braced', 'defaulted'];

// Copilot starts and reaches its servers for a session, which needs a model: one beside the probe says that it is done.
// Source: `copilot help providers`, `copilot help environment`.
readsWhatKeyrackWrites({
  id: 'copilot',
  args: ['--no-auto-update', '-p', 'Stop.'],
  env: { COPILOT_OFFLINE: 'true', COPILOT_PROVIDER_BASE_URL: MODEL_URL, COPILOT_MODEL: 'counterpart' },
  alters: { 'inline command': DOLLARS, 'inline url': DOLLARS },
  spares: { 'inline command': ['named'], 'inline url': ['named'] },
});
