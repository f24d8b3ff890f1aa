import { describe, expect, it } from 'vitest';
import { holdsKey } from '#shared/text/key-like.ts';
import { snippetsOf } from '../../../electron/providers/engine/snippets.ts';
import { manifests } from '../../../electron/providers/index.ts';

const ASKED = { baseUrl: 'https://host.example:8443/deep', variable: 'THE_VARIABLE', params: {} };

/** What each service's documents give; UnlockOS has published no address and no header. */
const KINDS = {
  playground: ['http', 'curl', 'fetch'],
  unizo: ['http', 'curl', 'fetch', 'mcp-config', 'mcp-client', 'connect-agent'],
  unlockos: [],
  ugc: ['http', 'curl', 'fetch', 'client'],
  unisoft: ['http', 'curl', 'fetch', 'make', 'n8n', 'zapier'],
  n8n: ['http', 'curl'],
};

describe.each(manifests)('the snippets of $id', (manifest) => {
  const snippets = snippetsOf(manifest, ASKED);
  const each = snippets.map(({ id, text }) => [id, text] as const);

  it('are of the kinds that its documents give', () => {
    expect(new Set(snippets.map(({ id }) => id))).toEqual(new Set(KINDS[manifest.id as keyof typeof KINDS]));
  });

  it.each(each)('fill in the host and the variable, and hold no value: %s', (_id, text) => {
    expect(text).toMatch(/THE_VARIABLE|host\.example/);
    expect(text).not.toMatch(/\{(base|host|variable|param)/);
    expect(holdsKey(text.replaceAll('THE_VARIABLE', ''))).toBe(false);
  });

  it.each(each.filter(([, text]) => text.includes('curl')))(
    'hand the key to a program by its input, never as an argument: %s',
    (_id, text) => {
      const [, called] = text.split('| curl');
      expect(called).not.toContain('THE_VARIABLE');
    },
  );
});
