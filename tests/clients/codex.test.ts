import { readsWhatKeyrackWrites } from './suite.ts';

// `codex app-server` is what its editors talk to: asked for the state of the servers, it starts and reaches them all,
// without a model. Source: openai/codex, codex-rs/app-server/README.md.
const ASKS = [
  { id: 1, method: 'initialize', params: { clientInfo: { name: 'test', title: 'Test', version: '1' } } },
  { method: 'initialized' },
  { id: 2, method: 'mcpServerStatus/list', params: {} },
];

readsWhatKeyrackWrites({
  id: 'codex',
  args: ['app-server'],
  talk: { says: ASKS.map((ask) => `${JSON.stringify(ask)}\n`).join(''), until: '{"id":2,' },
  alters: {},
});
