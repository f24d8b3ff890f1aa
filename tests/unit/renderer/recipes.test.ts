import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitCommand } from '#shared/text/command-line.ts';
import { exporters } from '../../../electron/exporters/index.ts';
import { fillIn, recipeValues } from '../../../renderer/features/targets/recipes/fill.ts';
import { excess, fittingKeys } from '../../../renderer/features/targets/recipes/fitting.ts';
import { recipes } from '../../../renderer/text/recipes.ts';
import { keyOf } from '../../component/fake/world.ts';

type Around = Parameters<typeof recipeValues>[1];

const around = (more: { readonly baseUrl?: string; readonly header?: string } = {}): Around =>
  ({
    environment: { id: 'e', name: 'Development', stage: 'development' },
    connection: { id: 'c', baseUrl: more.baseUrl ?? 'https://api.unisoft.world' },
    provider: {
      id: 'unisoft',
      hosts: [{ baseUrl: 'https://api.unisoft.world' }],
      header: more.header ?? 'Authorization: Bearer {}',
      variable: 'UNISOFT_API_KEY',
      servers: [{ command: ['npx', '@unisoft/mcp'] }],
    },
  }) as unknown as Around;

const key = keyOf({ name: 'Make - Mailchimp sync', environmentId: 'e', variable: 'UNISOFT_API_KEY' });
const words = (line: string): readonly string[] => {
  const split = splitCommand(line);
  return split.state === 'words' ? split.words : [split.state];
};

describe('a recipe', () => {
  it('is filled in with what is the user’s own', () => {
    expect(recipeValues(key, around(), true)).toMatchObject({
      environment: 'Development',
      url: 'https://api.unisoft.world/integrations/v1/contacts',
      headerName: 'Authorization',
      headerValue: 'Bearer ‹key›',
      headerReference: 'Bearer $UNISOFT_API_KEY',
      variable: 'UNISOFT_API_KEY',
      server: 'unisoft-dev',
      command: 'npx @unisoft/mcp',
    });
  });

  it('names a key by its id where another has the same name', () => {
    expect(recipeValues(key, around(), false).exec).toBe(`keyrack exec --key ${key.id} --`);
  });

  it('shows what is usual where there is no key, no service and no environment', () => {
    const values = recipeValues(null, { environment: null, connection: null, provider: null }, true);
    expect(values).toMatchObject({ host: 'https://api.example.com', headerName: 'Authorization' });
  });

  it('leaves no word in braces open, in any step of any recipe', () => {
    const values = recipeValues(key, around(), true);
    const texts = recipes.flatMap(({ steps }) =>
      steps.flatMap(({ text, fields = [] }) => [text, ...fields.map((field) => field.text)]),
    );
    expect(texts.filter((text) => /\{\w*\}/.test(fillIn(text, values)))).toEqual([]);
  });

  it('exports only to targets that there are', () => {
    const known = new Set(exporters.map(({ id }) => id));
    const asked = recipes.flatMap(({ steps }) =>
      steps.flatMap(({ actions = [] }) =>
        actions.flatMap((act) => (act.does === 'export' ? [act.target] : [])),
      ),
    );
    expect(asked.filter((id) => !known.has(id))).toEqual([]);
  });

  it('reads nothing again that a value brought along', () => {
    expect(fillIn('{key} {host}', { key: '{host}', host: 'h' })).toBe('{host} h');
  });

  it('stays one command with the same words, whatever a name, an address or a header holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), fc.webUrl(), (name, baseUrl) => {
        const { curl = '', url = '' } = recipeValues({ ...key, name }, around({ baseUrl }), true);
        const outer = words(curl);
        expect(outer.slice(0, 7)).toEqual(['keyrack', 'exec', '--key', name, '--', 'sh', '-c']);
        expect(outer).toHaveLength(8);
        const [made = '', sent = ''] = (outer[7] ?? '').split(' | ');
        expect(words(made)).toEqual(['printf', 'Authorization: Bearer %s\\n', '$UNISOFT_API_KEY']);
        expect(words(sent)).toEqual(['curl', '-s', '-H', '@-', url]);
      }),
    );
  });

  it('keeps a percent sign and a quote of a header as they are', () => {
    const { curl = '' } = recipeValues(key, around({ header: `X-Key: 100% 'a' \\ {}` }), true);
    expect(words((words(curl)[7] ?? '').split(' | ')[0] ?? '')[1]).toBe(`X-Key: 100%% 'a' \\\\ %s\\n`);
  });
});

describe('the keys that a recipe can take', () => {
  const recipe = { ...(recipes[0] as (typeof recipes)[number]), provider: 'unisoft', tool: 'Make' };
  const connections = [
    { id: 'c', provider: 'unisoft' },
    { id: 'd', provider: 'unizo' },
  ] as unknown as Parameters<typeof fittingKeys>[1]['connections'];
  const at = (name: string, more: Partial<typeof key> = {}) =>
    keyOf({ name, environmentId: 'e', connectionId: 'c', scopes: ['contacts:read'], ...more });
  const names = (keys: readonly (typeof key)[], selected: string | null = null) =>
    fittingKeys(recipe, { keys, connections, selected, environmentId: 'e' }).keys.map(({ name }) => name);

  it('are active ones of its service', () => {
    expect(
      names([at('ours'), at('gone', { status: 'revoked' }), at('theirs', { connectionId: 'd' })]),
    ).toEqual(['ours']);
  });

  it('begin with the one that is selected, then with one that was made for its tool', () => {
    const keys = [at('plain'), at('Make - Mailchimp'), at('chosen', { environmentId: 'f' })];
    expect(names(keys)).toEqual(['Make - Mailchimp', 'plain', 'chosen']);
    expect(names(keys, keys[2]?.id)[0]).toBe('chosen');
  });

  it('are at most as many as a person looks through', () => {
    const found = fittingKeys(recipe, {
      keys: Array.from({ length: 80 }, (_, index) => at(`k${index}`)),
      connections,
      selected: null,
      environmentId: null,
    });
    expect([found.keys.length, found.all]).toEqual([50, 80]);
  });

  it('are told where they may do more than it needs', () => {
    expect(excess(recipe, { scopes: ['contacts:read', 'webhooks:manage'] })).toEqual(['webhooks:manage']);
    expect(excess({ scopes: null }, { scopes: ['a'] })).toEqual([]);
  });
});
