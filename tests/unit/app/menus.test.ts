import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import { MENU_COMMANDS } from '#shared/model/menu-command.ts';
import type { DueRow } from '#shared/model/policy.ts';
import { dueRow } from '#tests/fakes/policies.ts';
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

const keyDue = (name: string, days: number, changes: Partial<DueRow> = {}): DueRow =>
  dueRow({
    name,
    keyId: crypto.randomUUID(),
    dueAt: inDays(days),
    state: days < 0 ? 'overdue' : 'soon',
    ...changes,
  });

describe('the menu of the tray', () => {
  const seen: string[] = [];
  const acts = {
    run: () => undefined,
    showKey: (id: string) => void seen.push(id),
    showRotation: () => void seen.push('rotation'),
    open: () => undefined,
    quit: () => undefined,
  };
  const menu = (due: readonly DueRow[], { locked = false, waiting = [] as readonly string[] } = {}) =>
    trayTemplate({ due, waiting, locked, now: NOW }, acts);
  const labels = (...given: Parameters<typeof menu>) => menu(...given).map(({ label }) => label ?? '—');
  const click = (items: ReturnType<typeof menu>, label: string) =>
    (items.find((item) => item.label === label) as { readonly click: () => void }).click();

  test('names what is due and when, what expires, and what is not used, with how many are late', () => {
    const rows = [
      keyDue('Bot', -1),
      keyDue('Old', -0.3, { why: 'expiry' }),
      keyDue('CI', 3.1, { why: 'expiry' }),
      keyDue('Idle', -5, { why: 'unused', afterDays: 90 }),
    ];
    expect(labels(rows)).toEqual([
      'Keys: 3 overdue, 1 due soon',
      'Bot: due yesterday',
      'Old: expired today',
      'CI: expires in 3 days',
      'Idle: not used for 95 days',
      '—',
      'Copy a key…',
      'Lock Keyrack',
      '—',
      'Open Keyrack',
      'Quit',
    ]);
  });

  test('says first which rotations wait for a person, and leads there', () => {
    const one = menu([], { waiting: ['CI'] });
    expect(labels([], { waiting: ['CI'] }).slice(0, 3)).toEqual([
      'The rotation of CI waits for you',
      '—',
      'No key is due soon',
    ]);
    expect(labels([], { waiting: ['CI', 'Bot'] })[0]).toBe('2 rotations wait for you');
    click(one, 'The rotation of CI waits for you');
    expect(seen.splice(0)).toEqual(['rotation']);
  });

  test('leads to the key that is due', () => {
    const row = keyDue('CI', 1);
    click(menu([row]), 'CI: due tomorrow');
    expect(seen.splice(0)).toEqual([row.keyId]);
  });

  test('copies nothing while Keyrack is locked, and offers to unlock it', () => {
    expect(labels([], { locked: true })).toContain('Unlock Keyrack');
    const items = menu([], { locked: true });
    expect(items.find(({ label }) => label === 'Copy a key…')?.enabled).toBe(false);
  });

  test('stays short with ten thousand keys, and with names of any kind', () => {
    const many = Array.from({ length: 10_000 }, () => keyDue(`R&D ${'x'.repeat(200)}`, 1));
    const shown = labels(many);
    expect(shown).toHaveLength(16);
    expect(shown).toContain('9992 more');
    expect(shown[1]).toMatch(/^R&&D x{36}…: due tomorrow$/);
  });
});
