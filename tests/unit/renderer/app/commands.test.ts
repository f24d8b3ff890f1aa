import { describe, expect, test } from 'vitest';
import { LINKED_VIEWS } from '#shared/model/deep-link.ts';
import { MENU_COMMANDS } from '#shared/model/menu-command.ts';
import { commandNames } from '#shared/text/command-names.ts';
import { environmentRow } from '#tests/fakes/environment-row.ts';
import { liveKey } from '#tests/fakes/rows.ts';
import { begins, chordOf, takenBy } from '../../../../renderer/app/commands/chord.ts';
import { commandsIn } from '../../../../renderer/app/commands/index.ts';
import { NOTHING_LOADED } from '../../../../renderer/state/resources.ts';
import { useStore } from '../../../../renderer/state/store.ts';
import { VIEWS } from '../../../../renderer/state/view.ts';
import { COMMAND_GROUPS } from '../../../../renderer/text/commands.ts';
import { keyCaps } from '../../../../renderer/text/shortcuts.ts';

const press = (key: string, more = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

const ENVIRONMENTS = Array.from({ length: 11 }, (_, index) =>
  environmentRow({ id: crypto.randomUUID(), name: `Environment ${index + 1}` }),
);
const data = { ...NOTHING_LOADED, environments: { state: 'ready', value: ENVIRONMENTS } } as const;
const commands = commandsIn({ data });

describe('the registry of commands', () => {
  test('names each command once, and each shortcut once', () => {
    const ids = commands.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    const taken = commands.flatMap(({ shortcut }) => shortcut ?? []);
    expect(taken).toEqual([...new Set(taken)]);
  });

  test('no shortcut begins another, so that none has to wait for a second key that may not come', () => {
    const taken = commands.flatMap(({ shortcut }) => shortcut ?? []);
    expect(taken.filter((shortcut) => begins(commands, shortcut))).toEqual([]);
  });

  test('knows every group, and every command has a name', () => {
    expect(new Set(commands.map(({ group }) => group))).toEqual(new Set(COMMAND_GROUPS));
    expect(commands.filter(({ name }) => name === '')).toEqual([]);
  });

  test('what is about a key says that one has to be selected', () => {
    const state = { ...useStore.getState(), selectedKeyId: null };
    const about = commands.filter(({ group }) => group === 'key');
    expect(about.map(({ obstacle }) => obstacle?.(state))).toEqual(about.map(() => 'Select a key first.'));
  });
});

test.each(VIEWS)('in %s a key that is selected is acted on only where it is shown', (view) => {
  const key = { ...liveKey, environmentId: ENVIRONMENTS[0]?.id ?? '' };
  const keys = { state: 'ready' as const, value: [key] };
  const state = { ...useStore.getState(), data: { ...data, keys }, selectedKeyId: key.id, view };
  const about = commands.filter(({ group }) => group === 'key');
  const acting = about.filter(({ obstacle }) => obstacle?.(state) !== 'Select a key first.');
  expect(acting).toEqual(view === 'rack' || view === 'grid' ? about : []);
});

describe('a press of keys', () => {
  test.each([
    [press('/'), null, 'search'],
    [press('n'), null, 'new-key'],
    [press('N', { shiftKey: true }), null, 'new-key'],
    [press('c'), null, 'key.copy'],
    [press('c'), 'g', 'view.connections'],
    [press('t'), 'g', 'view.targets'],
    [press('1', { ctrlKey: true }), null, `environment.${ENVIRONMENTS[0]?.id}`],
    [press('9', { metaKey: true }), null, `environment.${ENVIRONMENTS[8]?.id}`],
    [press('0', { ctrlKey: true }), null, undefined],
    // The clipboard and the menu of the OS keep theirs.
    [press('c', { ctrlKey: true }), null, undefined],
    [press('v', { metaKey: true }), null, undefined],
    [press('n', { altKey: true }), null, undefined],
    [press('x'), 'g', undefined],
    [press('Enter'), null, undefined],
  ])('%j after %s', (event, before, expected) => {
    expect(takenBy(commands, chordOf(event, before) ?? '')?.id).toBe(expected);
  });

  test('only the first key of a shortcut of two begins one', () => {
    expect(['g', 'n', 'mod+g'].map((chord) => begins(commands, chord))).toEqual([true, false, false]);
  });
});

test.each([
  ['mod+k', ['⌘', 'K'], ['Ctrl', 'K']],
  ['g r', ['G', 'R'], ['G', 'R']],
  ['?', ['?'], ['?']],
  ['escape', ['Esc'], ['Esc']],
])('%s stands on the keyboard', (shortcut, apple, others) => {
  expect(keyCaps(shortcut, true)).toEqual(apple);
  expect(keyCaps(shortcut, false)).toEqual(others);
});

test.each(MENU_COMMANDS)('the menu’s %s is in the registry, by the same name', (id) => {
  expect(commands.find((command) => command.id === id)?.name).toBe(commandNames[id]);
});

test('a link can open every view of the page', () => {
  expect(VIEWS.filter((view) => !LINKED_VIEWS.includes(view))).toEqual([]);
});
