import { readsWhatKeyrackWrites } from './suite.ts';
import type { ValueName } from './values.ts';

const AGAIN: readonly ValueName[] = ['everything', 'dollar', 'dollars', 'braced', 'defaulted', 'named'];

// `gemini mcp list` connects to every server, in a folder that is trusted. %V% is a variable to it on Windows alone.
readsWhatKeyrackWrites({
  id: 'gemini',
  args: ['mcp', 'list'],
  env: { GEMINI_CLI_TRUST_WORKSPACE: 'true' },
  alters: {
    'inline command': AGAIN,
    'inline url': AGAIN,
    'reference command': AGAIN,
    'reference url': AGAIN,
  },
  spares: { 'inline command': ['percent'], 'inline url': ['percent'] },
});
