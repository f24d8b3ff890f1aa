import { describe, expect, test } from 'vitest';
import type { Environment } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import { environmentRow } from '#tests/fakes/environment-row.ts';
import { keyRow } from '#tests/fakes/key-row.ts';
import { commandsIn } from '../../../../renderer/app/commands/index.ts';
import {
  changesIn,
  type EnvironmentForm,
  environmentFormSchema,
  followStage,
  formOf,
  loosens,
} from '../../../../renderer/features/environments/environment-form.ts';
import { neighbourOf } from '../../../../renderer/state/environment-actions.ts';
import { environmentsInUse, keysInUse, projectGroups } from '../../../../renderer/state/in-use.ts';
import { NOTHING_LOADED } from '../../../../renderer/state/resources.ts';
import { keyCaps, moveShortcuts } from '../../../../renderer/text/shortcuts.ts';

const named = (name: string, more: Partial<Environment> = {}) =>
  environmentRow({ id: crypto.randomUUID(), name, ...more });
const ready = <T>(value: T) => ({ state: 'ready', value }) as const;
const namesOf = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name);
const archivedAt = '2026-11-20T12:00:00.000Z';

describe('what is archived', () => {
  const used = named('Used');
  const old = named('Old', { archivedAt });
  const keys = [used, old].map(({ id, name }): Key => {
    const row = keyRow({ name: `of ${name}`, environmentId: id });
    const { tags, scopes, allowedIps } = row;
    const lists = { tags: [...tags], scopes: [...scopes], allowedIps: [...allowedIps] };
    return { ...row, ...lists, rotationDueAt: null, deliveries: [] };
  });
  const data = { ...NOTHING_LOADED, environments: ready([old, used]), keys: ready(keys) };

  test('is neither shown nor offered', () => {
    expect(namesOf(environmentsInUse(data))).toEqual(['Used']);
    expect(namesOf(keysInUse(data))).toEqual(['of Used']);
  });

  test('takes no shortcut: the next one moves up', () => {
    const commands = commandsIn({ data });
    expect(commands.find(({ id }) => id === `environment.${used.id}`)?.shortcut).toBe('mod+1');
    expect(commands.some(({ id }) => id === `environment.${old.id}`)).toBe(false);
  });

  test('gives the same list for the same data, so that nothing is drawn again', () => {
    expect(keysInUse(data)).toBe(keysInUse(data));
    expect(environmentsInUse(data)).toBe(environmentsInUse(data));
    const none = { ...data, environments: ready([used]) };
    expect(keysInUse(none)).toBe(keys);
  });
});

describe('projects', () => {
  const rows = [
    named('Shop', { project: 'Webshop' }),
    named('Alone'),
    named('Books', { project: 'Accounting' }),
    named('Shop live', { project: 'Webshop' }),
  ];
  const inOrder = environmentsInUse({ environments: ready(rows) });

  test('part the sidebar where there are several, and shortcuts follow what is seen', () => {
    expect(namesOf(inOrder)).toEqual(['Alone', 'Books', 'Shop', 'Shop live']);
    expect(
      projectGroups(inOrder).map(({ project, first, environments }) => [
        project,
        first,
        namesOf(environments),
      ]),
    ).toEqual([
      [null, 0, ['Alone']],
      ['Accounting', 1, ['Books']],
      ['Webshop', 2, ['Shop', 'Shop live']],
    ]);
    const commands = commandsIn({ data: { ...NOTHING_LOADED, environments: ready(rows) } });
    expect(commands.find(({ name }) => name === 'Books')?.shortcut).toBe('mod+2');
  });

  test('a single one parts nothing', () => {
    const one = rows.filter(({ project }) => project !== 'Accounting');
    const shown = environmentsInUse({ environments: ready(one) });
    expect(namesOf(shown)).toEqual(['Shop', 'Alone', 'Shop live']);
    expect(projectGroups(shown)).toHaveLength(1);
  });

  test('keep a move within them', () => {
    const [alone, books, shop, live] = inOrder as [Environment, Environment, Environment, Environment];
    expect(neighbourOf(inOrder, shop, 1)).toBe(live);
    expect(neighbourOf(inOrder, shop, -1)).toBeNull();
    expect(neighbourOf(inOrder, books, 1)).toBeNull();
    expect(neighbourOf(inOrder, alone, 1)).toBeNull();
    expect(neighbourOf(inOrder, named('Gone', { project: 'Webshop' }), -1)).toBeNull();
  });
});

describe('the form of an environment', () => {
  const production = named('Live', { stage: 'production', colour: '#c8245c', copyPolicy: 'copy-once' });
  const parse = (changes: Partial<EnvironmentForm>, before: Environment | null = production) =>
    environmentFormSchema.safeParse({ ...formOf(before), ...changes });
  const changesOf = (changes: Partial<EnvironmentForm>) => {
    const parsed = parse(changes);
    if (!parsed.success) throw parsed.error;
    return changesIn(production, parsed.data);
  };

  test('sends only what was changed, so that a change by the command meanwhile stands', () => {
    expect(changesOf({})).toEqual({});
    expect(changesOf({ confirm: 'Live' })).toEqual({});
    expect(changesOf({ name: ' Live ' })).toEqual({});
    expect(changesOf({ name: 'Lives', project: 'Shop' })).toEqual({ name: 'Lives', project: 'Shop' });
    expect(changesOf({ rotate: '90' })).toEqual({ rotateAfterDays: 90 });
    expect(changesOf({ copyPolicy: 'vault' })).toEqual({ copyPolicy: 'vault' });
    expect(changesIn({ ...production, project: 'Shop' }, { name: 'Live', stage: 'production' })).toEqual({
      project: null,
    });
  });

  test.each([
    [{ name: '' }, 'name'],
    [{ name: '\u200b' }, 'name'],
    [{ name: 'x'.repeat(121) }, 'name'],
    [{ name: 'a\u202eb' }, 'name'],
    [{ project: 'a\nb' }, 'project'],
    [{ namingPattern: '' }, 'namingPattern'],
    [{ namingPattern: '<team>' }, 'namingPattern'],
    [{ colour: 'red' }, 'colour'],
  ])('tells %j at its field', (changes, field) => {
    expect(parse(changes).error?.issues[0]?.path).toEqual([field]);
  });

  test('takes a name of 120 characters and any number of days that the command has set', () => {
    expect(parse({ name: '🔑'.repeat(120) }).success).toBe(true);
    expect(parse({}, { ...production, rotateAfterDays: 45 }).data?.rotateAfterDays).toBe(45);
  });

  test('lets colour and reveal policy follow the stage until somebody chose others', () => {
    const plain = { stage: 'development', colour: '#0f9d8a', copyPolicy: 'vault' } as const;
    expect(followStage(plain, 'production')).toEqual({
      stage: 'production',
      colour: '#c8245c',
      copyPolicy: 'copy-once',
    });
    const own = { ...plain, colour: '#123456', copyPolicy: 'copy-once' } as const;
    expect(followStage(own, 'staging')).toEqual({ ...own, stage: 'staging' });
  });

  test.each([
    ['production', 'copy-once', 'production', 'vault', true],
    ['production', 'copy-once', 'development', 'vault', true],
    ['staging', 'copy-once', 'production', 'vault', true],
    ['staging', 'copy-once', 'staging', 'vault', false],
    ['production', 'vault', 'production', 'vault', false],
    ['production', 'vault', 'production', 'copy-once', false],
  ] as const)('%s, %s to %s, %s asks for the name: %s', (stage, copyPolicy, nextStage, next, asked) => {
    expect(loosens({ stage, copyPolicy }, { stage: nextStage, copyPolicy: next })).toBe(asked);
  });
});

test.each([
  [moveShortcuts.up, ['⌥', '↑'], ['Alt', '↑']],
  [moveShortcuts.down, ['⌥', '↓'], ['Alt', '↓']],
])('%s stands on the keyboard', (shortcut, apple, others) => {
  expect(keyCaps(shortcut, true)).toEqual(apple);
  expect(keyCaps(shortcut, false)).toEqual(others);
});
