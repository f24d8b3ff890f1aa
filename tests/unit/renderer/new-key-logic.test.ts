import { describe, expect, test } from 'vitest';
import type { Key } from '#shared/model/key.ts';
import { otherUses } from '#shared/model/other-uses.ts';
import type { Provider } from '#shared/model/provider.ts';
import { startWith } from '../../../renderer/features/rack/new-key/start.ts';
import { targetNamed, toolNames } from '../../../renderer/features/rack/new-key/tools.ts';
import { presetsOf, scopesBefore } from '../../../renderer/features/rack/scopes/presets.ts';
import { byCategory, searchScopes } from '../../../renderer/features/rack/scopes/scope-groups.ts';

const scope = (id: string, access: 'read' | 'write' | 'delete' | 'manage', text = '') => ({
  id,
  category: id.split(':')[0] ?? '',
  access,
  text,
});
const scopes = [
  scope('contacts:read', 'read', 'Read the list of contacts'),
  scope('contacts:write', 'write', 'Add contacts'),
  scope('tickets:read', 'read', 'Read the list of tickets'),
  scope('webhooks:manage', 'manage', 'Gérer les webhooks'),
];
const idsOf = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id);

describe('the sets of scopes to tick at once', () => {
  test('are nothing, what only reads, and everything', () => {
    expect(presetsOf({ scopes })).toEqual([
      { id: 'nothing', scopes: [] },
      { id: 'read-only', scopes: ['contacts:read', 'tickets:read'] },
      { id: 'everything', scopes: idsOf(scopes) },
    ]);
  });

  test('hold what the tool had before, where that is a set of its own', () => {
    expect(presetsOf({ scopes }, ['contacts:write']).at(-1)).toEqual({
      id: 'as-before',
      scopes: ['contacts:write'],
    });
    expect(presetsOf({ scopes }, ['tickets:read', 'contacts:read'])).toHaveLength(3);
  });

  const made = (name: string, day: number, more: Partial<Key> = {}) => ({
    name,
    connectionId: 'c',
    createdAt: `2026-01-0${day}T00:00:00.000Z`,
    scopes: ['contacts:write'],
    ...more,
  });
  const known = new Set(idsOf(scopes));

  test('hold what the newest key of the tool had, as far as the service still knows it', () => {
    const keys = [
      made('Claude Desktop - Tickets', 1, { scopes: ['tickets:read'] }),
      made('claude desktop - Contacts', 3, { scopes: ['contacts:read', 'gone:read'] }),
      made('n8n - Contacts', 4),
      made('Claude Desktop', 5, { connectionId: 'other' }),
    ];
    expect(scopesBefore(keys, ' Claude Desktop ', 'c', known)).toEqual(['contacts:read']);
  });

  test.each([
    ['', [made('Claude', 1)]],
    ['   ', [made('Claude', 1)]],
    ['n8n', [made('Claude', 1)]],
    ['Claude', [made('Claude', 1, { scopes: ['gone:read'] })]],
    ['Claude', []],
  ])('hold nothing of before for %j where nothing is known', (tool, keys) => {
    expect(scopesBefore(keys, tool, 'c', known)).toBeNull();
  });
});

describe('looking for a scope', () => {
  test.each([
    ['', idsOf(scopes)],
    ['   ', idsOf(scopes)],
    ['CONTACTS', ['contacts:read', 'contacts:write']],
    ['read tickets', ['tickets:read']],
    ['list of', ['contacts:read', 'tickets:read']],
    ['manage', ['webhooks:manage']],
    ['ge\u0301rer', ['webhooks:manage']],
    ['.*', []],
    ['[', []],
    ['constructor', []],
  ])('by %j finds %j', (search, found) => {
    expect(idsOf(searchScopes(scopes, search))).toEqual(found);
  });

  test('keeps the order of the service, by category', () => {
    expect([...byCategory(scopes).keys()]).toEqual(['contacts', 'tickets', 'webhooks']);
  });
});

const targets = [
  { id: 'claude-desktop', name: 'Claude Desktop' },
  { id: 'n8n', name: 'n8n' },
];

describe('the tool that a key is for', () => {
  test('is suggested once, those that Keyrack delivers to first', () => {
    expect(toolNames(targets)).toEqual(['Claude Desktop', 'n8n', 'Make', 'Zapier', 'Shell']);
    expect(toolNames([])).toEqual(['n8n', 'Make', 'Zapier', 'Shell']);
  });

  test.each([
    ['claude desktop', 'claude-desktop'],
    [' Claude Desktop ', 'claude-desktop'],
    ['claude-desktop', 'claude-desktop'],
    ['Claude', undefined],
    ['', undefined],
    ['__proto__', undefined],
  ])('named %j has its delivery at %j', (tool, id) => {
    expect(targetNamed(targets, tool)?.id).toBe(id);
  });
});

const delivery = (target: string, file: string) => ({ id: file, target, mechanism: 'inline' as const, file });

describe('one key, one tool', () => {
  const key = { deliveries: [delivery('claude-desktop', '/a.json')] };

  test.each([
    ['the same file again', 'claude-desktop', '/a.json', 0],
    ['the same file, not yet known', 'claude-desktop', '', 0],
    ['another file of the same program', 'claude-desktop', '/b.json', 1],
    ['another program', 'n8n', '/a.json', 1],
  ])('tells of another use for %s', (_what, target, file, count) => {
    expect(otherUses(key, { target, file })).toHaveLength(count);
  });

  test('tells of none where the key is delivered nowhere', () => {
    expect(otherUses({ deliveries: [] }, { target: 'n8n', file: '/a' })).toEqual([]);
  });
});

describe('what a new key begins with', () => {
  const provider = { id: 'p', scopes, variable: 'P_KEY', expiry: 'none' } as unknown as Provider;
  const data = {
    connections: { state: 'ready', value: [{ id: 'c', environmentId: 'e', provider: 'p' }] },
    providers: { state: 'ready', value: [provider] },
  } as unknown as Parameters<typeof startWith>[0];

  test('is what only reads, and no name', () => {
    expect(startWith(data, 'e', { like: null, tool: '' })).toMatchObject({
      environmentId: 'e',
      connectionId: 'c',
      name: '',
      tool: '',
      scopes: ['contacts:read', 'tickets:read'],
      variable: 'P_KEY',
    });
  });

  test('is, for a guide, its connection wherever it is, its purpose, and the scopes it asks for alone', () => {
    const preset = { connectionId: 'c', purpose: 'Mailchimp sync', scopes: ['contacts:read', 'gone:read'] };
    expect(startWith(data, 'elsewhere', { like: null, tool: 'Make', preset })).toMatchObject({
      environmentId: 'e',
      connectionId: 'c',
      tool: 'Make',
      purpose: 'Mailchimp sync',
      scopes: ['contacts:read'],
    });
  });

  test('is, for one more tool, everything of the other key but its name', () => {
    const like = {
      name: 'Claude Desktop - Contacts',
      environmentId: 'e',
      connectionId: 'c',
      description: 'd',
      scopes: ['contacts:write'],
      tags: ['a', 'b'],
      allowedIps: ['10.0.0.0/8'],
      testMode: true,
      variable: 'OTHER',
    } as unknown as Key;
    expect(startWith(data, 'elsewhere', { like, tool: 'n8n' })).toMatchObject({
      environmentId: 'e',
      connectionId: 'c',
      tool: 'n8n',
      purpose: 'Contacts',
      name: '',
      description: 'd',
      scopes: ['contacts:write'],
      tags: 'a, b',
      allowedIps: '10.0.0.0/8',
      testMode: true,
      variable: 'OTHER',
    });
  });
});
