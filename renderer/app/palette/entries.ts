import type { Connection } from '#shared/model/connection.ts';
import type { Environment } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import { obstaclesOf } from '../../features/rack/obstacles.ts';
import { openDialog } from '../../state/actions.ts';
import { connectionsInUse } from '../../state/in-use.ts';
import { copyKeyHere } from '../../state/key-actions.ts';
import { listOf } from '../../state/remote.ts';
import { surroundingsOf } from '../../state/selectors.ts';
import { showKey, showSetting } from '../../state/showing.ts';
import type { PageState } from '../../state/store.ts';
import type { CommandGroup } from '../../text/commands.ts';
import { SETTINGS, settingNames } from '../../text/settings.ts';
import { commandsIn, runCommand } from '../commands/index.ts';

export type EntryGroup = CommandGroup | 'recent' | 'keys' | 'connections' | 'settings';

/** A line of the palette. */
export interface Entry {
  /** Stable: what was taken last is remembered by it. */
  readonly id: string;
  readonly group: EntryGroup;
  readonly name: string;
  /** Where it is, or what else tells it from others of its name. */
  readonly detail?: string;
  readonly shortcut?: string | undefined;
  /** Why it cannot be taken now. */
  readonly obstacle: string | null;
  readonly run: () => void;
}

/** What the palette is asked for: everything, or a key to copy. */
export type PaletteMode = 'all' | 'copy';

type Known = Pick<PageState, 'data' | 'selectedKeyId' | 'preferences'>;

/** Everything but keys: few enough to be made anew with each change. */
export function commandEntries(state: PageState): readonly Entry[] {
  const commands = commandsIn(state).map((command): Entry => {
    const { id, group, name, shortcut, obstacle } = command;
    return {
      id,
      group,
      name,
      shortcut,
      obstacle: obstacle?.(state) ?? null,
      run: () => runCommand(command),
    };
  });
  return [...commands, ...connectionEntries(state), ...settingEntries];
}

const settingEntries: readonly Entry[] = SETTINGS.map((section) => ({
  id: `setting.${section}`,
  group: 'settings',
  name: settingNames[section],
  obstacle: null,
  run: () => showSetting(section),
}));

function connectionEntries({ data }: Known): readonly Entry[] {
  const environments = byId(listOf(data.environments));
  return connectionsInUse(data).map(
    ({ id, name, environmentId }: Connection): Entry => ({
      id: `connection.${id}`,
      group: 'connections',
      name,
      detail: environments.get(environmentId)?.name ?? '',
      obstacle: null,
      run: () => openDialog({ kind: 'connection-settings', id }),
    }),
  );
}

/** Keys as lines; each is made into an entry only when it is shown. */
export function keyEntry(state: Known, key: Key, mode: PaletteMode): Entry {
  const around = surroundingsOf(state, key);
  const where = [around.environment?.name, key.hint === '' ? null : `${key.hint}…`];
  const copying = mode === 'copy';
  return {
    id: copying ? `copy.${key.id}` : `open.${key.id}`,
    group: 'keys',
    name: key.name,
    detail: where.filter(Boolean).join(' · '),
    obstacle: copying ? obstaclesOf(key, around).copy : null,
    run: () => (copying ? void copyKeyHere(key) : showKey(key)),
  };
}

const byId = (environments: readonly Environment[]) => new Map(environments.map((each) => [each.id, each]));
