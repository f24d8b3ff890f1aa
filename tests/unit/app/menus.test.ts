import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import { dueSoon } from '#core/due-soon.ts';
import type { Key } from '#shared/model/key.ts';
import { MENU_COMMANDS } from '#shared/model/menu-command.ts';
import { keyRow } from '#tests/fakes/key-row.ts';
import { menuTemplate } from '../../../electron/app/menu-template.ts';
import { trayTemplate } from '../../../electron/app/tray-menu.ts';

const NOW = new Date('2026-11-20T12:00:00.000Z');
const inDays = (days: number) => new Date(NOW.getTime() + days * 86_400_000).toISOString();

const flat = (items: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);

describe.each(['linux', 'win32', 'darwin'] as const)('the menu of the app on %s', (platform) => {
  const told: string[] = [];
  const items = flat(menuTemplate(platform, (command) => void told.push(command)));

  test('offers every command that it may name, once, and tells the page which', () => {
    const named = items.filter(({ id }) => id !== undefined);
    expect(named.map(({ id }) => id).sort()).toEqual([...MENU_COMMANDS].sort());
    for (const { click } of named) (click as () => void)();
    expect(told.sort()).toEqual([...MENU_COMMANDS].sort());
  });

  test('takes no key from the page, and offers neither a reload nor developer tools', () => {
    const shown = items.filter(({ accelerator }) => accelerator !== undefined);
    expect(shown.filter(({ registerAccelerator }) => registerAccelerator !== false)).toEqual([]);
    expect(JSON.stringify(items)).not.toMatch(/reload|devtools/i);
  });

  test('shows a letter alone only where showing it takes nothing', () => {
    const letters = items.filter(({ accelerator }) => accelerator?.length === 1);
    expect(letters.length > 0).toBe(platform !== 'darwin');
  });
});

const keyDue = (name: string, rotationDueAt: string | null, expiresAt: string | null = null): Key => ({
  ...keyRow({ name, environmentId: crypto.randomUUID() }),
  tags: [],
  scopes: [],
  allowedIps: [],
  deliveries: [],
  expiresAt,
  rotationDueAt,
});

describe('keys that are due soon', () => {
  test('are those within the days, overdue ones too, the most urgent first', () => {
    const keys = [
      keyDue('later', inDays(15)),
      keyDue('soon', inDays(13.9)),
      keyDue('over', inDays(-3)),
      keyDue('never', null),
    ];
    expect(dueSoon({ keys, environments: [] }, NOW, 14).map(({ name }) => name)).toEqual(['over', 'soon']);
  });

  test('are not those of an archived environment', () => {
    const keys = [keyDue('kept', inDays(1)), keyDue('put away', inDays(1))].map((key, at) => ({
      ...key,
      environmentId: ['used', 'archived'][at] ?? '',
    }));
    const environments = [
      { id: 'used', archivedAt: null },
      { id: 'archived', archivedAt: NOW.toISOString() },
    ];
    expect(dueSoon({ keys, environments }, NOW, 14).map(({ name }) => name)).toEqual(['kept']);
  });
});

describe('the menu of the tray', () => {
  const acts = {
    run: () => undefined,
    showKey: () => undefined,
    open: () => undefined,
    quit: () => undefined,
  };
  const labels = (keys: readonly Key[], locked = false) =>
    trayTemplate({ due: dueSoon({ keys, environments: [] }, NOW, 14), locked, now: NOW }, acts).map(
      ({ label }) => label ?? '—',
    );

  test('names what is due and when, and what expires', () => {
    expect(labels([keyDue('CI', inDays(3.5), inDays(3.5)), keyDue('Bot', inDays(-1))])).toEqual([
      'Due soon: 2',
      'Bot: due yesterday',
      'CI: expires in 3 days',
      '—',
      'Copy a key…',
      'Lock Keyrack',
      '—',
      'Open Keyrack',
      'Quit',
    ]);
  });

  test('copies nothing while Keyrack is locked, and offers to unlock it', () => {
    expect(labels([], true)).toContain('Unlock Keyrack');
    const items = trayTemplate({ due: [], locked: true, now: NOW }, acts);
    expect(items.find(({ label }) => label === 'Copy a key…')?.enabled).toBe(false);
  });

  test('stays short with ten thousand keys, and with names of any kind', () => {
    const many = Array.from({ length: 10_000 }, () => keyDue(`R&D ${'x'.repeat(200)}`, inDays(1)));
    const shown = labels(many);
    expect(shown).toHaveLength(16);
    expect(shown).toContain('9992 more');
    expect(shown[1]).toMatch(/^R&&D x{36}…: due tomorrow$/);
  });
});
