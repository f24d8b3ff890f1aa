import { readsWhatKeyrackWrites } from './suite.ts';
import type { ValueName } from './values.ts';

const BRACED: readonly ValueName[] = ['everything', 'braced', 'defaulted', 'named'];

// `claude mcp list` connects to every server and says how that went.
readsWhatKeyrackWrites({
  id: 'claude-code',
  args: ['mcp', 'list'],
  // It takes whatever stands between the braces for a name, and leaves it alone where there is no such variable.
  env: { 'env:HOME': 'of-another-name' },
  alters: { 'inline command': BRACED, 'inline url': BRACED, 'reference url': BRACED },
});
