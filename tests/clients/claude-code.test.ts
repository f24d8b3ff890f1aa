import { readsWhatKeyrackWrites } from './suite.ts';
import type { ValueName } from './values.ts';

const BRACED: readonly ValueName[] = ['everything', 'braced', 'defaulted'];

// `claude mcp list` connects to every server and says how that went.
readsWhatKeyrackWrites({
  id: 'claude-code',
  args: ['mcp', 'list'],
  alters: { 'inline command': BRACED, 'inline url': BRACED, 'reference url': BRACED },
  spares: { 'inline command': ['named'], 'inline url': ['named'], 'reference url': ['named'] },
});
