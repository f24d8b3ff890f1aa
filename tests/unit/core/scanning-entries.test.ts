import { expect, test } from 'vitest';
import { entrySecrets } from '#core/scanning/entries.ts';
import { exporters } from '../../../electron/exporters/index.ts';

const VALUE = 'canary-0123456789abcdef';
const mcp = exporters.find(({ id }) => id === 'mcp') ?? null;
const serverWith = (env: Record<string, string>) => ({ command: 'npx', args: ['x'], env });

test('of an entry nothing is kept but its name and its secrets, closed', () => {
  const text = JSON.stringify({ mcpServers: { notes: serverWith({ NOTES_KEY: VALUE }) } });
  const found = entrySecrets(mcp, text);
  expect(found.map(({ entry, plaintext }) => [entry, plaintext.name])).toEqual([['notes', 'NOTES_KEY']]);
  expect(found[0]?.plaintext.secret.isIn(text)).toBe(true);
  expect(JSON.stringify(found)).not.toContain(VALUE);
});

test('of very many entries the first thousand are read', () => {
  if (mcp?.adoption === undefined) throw new Error('its entries can be adopted');
  const names = () => Array.from({ length: 1_001 }, (_, index) => `server-${index}`);
  const editor = { ...mcp.editor, read: () => serverWith({ NOTES_KEY: VALUE }) };
  const found = entrySecrets({ ...mcp, editor, adoption: { ...mcp.adoption, names } }, '');
  expect([found.length, found.at(-1)?.entry]).toEqual([1_000, 'server-999']);
});

test('of a file that its target does not read, no entry is known', () => {
  expect(entrySecrets(mcp, '{"mcpServers":')).toEqual([]);
});
