import type { MenuItemConstructorOptions } from 'electron';
import type { DueKey } from '#core/due-soon.ts';
import type { MenuCommand } from '#shared/model/menu-command.ts';
import { commandNames } from '#shared/text/command-names.ts';

/** More are a list, not a menu. */
const SHOWN = 8;
const NAME_MAX = 40;
const DAY_MS = 86_400_000;

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

export interface TrayActs {
  readonly run: (command: MenuCommand) => void;
  readonly showKey: (id: string) => void;
  readonly open: () => void;
  readonly quit: () => void;
}

interface TrayState {
  readonly due: readonly DueKey[];
  readonly locked: boolean;
  readonly now: Date;
}

/** A name may hold anything: a menu takes `&` for the mark of a letter. */
function nameOf(name: string): string {
  const short = [...name].length > NAME_MAX ? `${[...name].slice(0, NAME_MAX).join('')}…` : name;
  return short.replaceAll('&', '&&');
}

function whenOf({ dueAt, expires }: DueKey, now: Date): string {
  const days = Math.floor((Date.parse(dueAt) - now.getTime()) / DAY_MS);
  return `${expires ? 'expires' : 'due'} ${relative.format(days, 'day')}`;
}

/** What the icon's menu shows. SECURITY: names and dates; it copies nothing by itself, the window asks first. */
export function trayTemplate(
  { due, locked, now }: TrayState,
  { run, showKey, open, quit }: TrayActs,
): MenuItemConstructorOptions[] {
  const lines = due.slice(0, SHOWN).map(
    (key): MenuItemConstructorOptions => ({
      label: `${nameOf(key.name)}: ${whenOf(key, now)}`,
      click: () => showKey(key.id),
    }),
  );
  const more = due.length - lines.length;
  const heading = due.length === 0 ? 'No key is due soon' : `Due soon: ${due.length}`;
  const lock: MenuCommand = locked ? 'unlock' : 'lock';
  return [
    { label: heading, enabled: false },
    ...lines,
    ...(more > 0 ? [{ label: `${more} more`, enabled: false }] : []),
    { type: 'separator' },
    { label: commandNames['copy-a-key'], enabled: !locked, click: () => run('copy-a-key') },
    { label: commandNames[lock], click: () => run(lock) },
    { type: 'separator' },
    { label: 'Open Keyrack', click: open },
    { label: 'Quit', click: quit },
  ];
}
