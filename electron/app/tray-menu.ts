import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '#shared/model/menu-command.ts';
import type { DueRow } from '#shared/model/policy.ts';
import { commandNames } from '#shared/text/command-names.ts';
import { dueCounts, dueWords } from '#shared/text/due.ts';

/** More are a list, not a menu. */
const SHOWN = 8;
const NAME_MAX = 40;

export interface TrayActs {
  readonly run: (command: MenuCommand) => void;
  readonly showKey: (id: string) => void;
  readonly showRotation: () => void;
  readonly open: () => void;
  readonly quit: () => void;
}

interface TrayState {
  /** Overdue, or due soon; the most urgent first. */
  readonly due: readonly DueRow[];
  /** Names of keys whose replacement waits for a person. */
  readonly waiting: readonly string[];
  readonly locked: boolean;
  readonly now: Date;
}

/** A name may hold anything: a menu takes `&` for the mark of a letter. */
function nameOf(name: string): string {
  const short = [...name].length > NAME_MAX ? `${[...name].slice(0, NAME_MAX).join('')}…` : name;
  return short.replaceAll('&', '&&');
}

/** What the icon's menu shows. SECURITY: names and dates; it copies nothing by itself, the window asks first. */
export function trayTemplate(
  { due, waiting, locked, now }: TrayState,
  { run, showKey, showRotation, open, quit }: TrayActs,
): MenuItemConstructorOptions[] {
  const lines = due.slice(0, SHOWN).map(
    (row): MenuItemConstructorOptions => ({
      label: `${nameOf(row.name)}: ${dueWords(row, now)}`,
      click: () => showKey(row.keyId),
    }),
  );
  const more = due.length - lines.length;
  const lock: MenuCommand = locked ? 'unlock' : 'lock';
  return [
    ...waitingLines(waiting, showRotation),
    { label: headingOf(due), enabled: false },
    ...lines,
    ...(more > 0 ? [{ label: `${more} more`, click: showRotation }] : []),
    { type: 'separator' },
    { label: commandNames['copy-a-key'], enabled: !locked, click: () => run('copy-a-key') },
    { label: commandNames[lock], click: () => run(lock) },
    { type: 'separator' },
    { label: 'Open Keyrack', click: open },
    { label: 'Quit', click: quit },
  ];
}

function headingOf(due: readonly DueRow[]): string {
  const counts = dueCounts(due);
  return counts === '' ? 'No key is due soon' : `Keys: ${counts}`;
}

function waitingLines(
  waiting: readonly string[],
  showRotation: TrayActs['showRotation'],
): MenuItemConstructorOptions[] {
  const [first] = waiting;
  if (first === undefined) return [];
  const label =
    waiting.length === 1
      ? `The rotation of ${nameOf(first)} waits for you`
      : `${waiting.length} rotations wait for you`;
  return [{ label, click: showRotation }, { type: 'separator' }];
}
