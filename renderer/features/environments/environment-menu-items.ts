import type { Environment } from '#shared/model/environment.ts';
import { openDialog } from '../../state/actions.ts';
import { moveEnvironment, neighbourOf } from '../../state/environment-actions.ts';
import { common } from '../../text/common.ts';
import { environmentActs } from '../../text/environments.ts';
import { moveShortcuts } from '../../text/shortcuts.ts';
import type { MenuItem } from '../../ui/menu.tsx';

/** What can be done with one that is in use. @param onMoved hears where it stands now; null where it stayed */
export function environmentMenuItems(
  environments: readonly Environment[],
  environment: Environment,
  onMoved: (words: string | null) => void,
): readonly MenuItem[] {
  const { id } = environment;
  const move = (by: -1 | 1) => void moveEnvironment(id, by).then(onMoved);
  const stuck = (by: -1 | 1, why: string) =>
    neighbourOf(environments, environment, by) === null ? why : null;
  return [
    { label: environmentActs.edit, run: () => openDialog({ kind: 'edit-environment', id }) },
    { label: common.policy, run: () => openDialog({ kind: 'policy', subject: 'environment', id }) },
    { label: environmentActs.duplicate, run: () => openDialog({ kind: 'duplicate-environment', id }) },
    {
      label: environmentActs.up,
      shortcut: moveShortcuts.up,
      apart: true,
      unavailable: stuck(-1, environmentActs.isFirst),
      run: () => move(-1),
    },
    {
      label: environmentActs.down,
      shortcut: moveShortcuts.down,
      unavailable: stuck(1, environmentActs.isLast),
      run: () => move(1),
    },
    {
      label: environmentActs.archive,
      apart: true,
      run: () => openDialog({ kind: 'archive-environment', id }),
    },
    {
      label: environmentActs.delete,
      danger: true,
      run: () => openDialog({ kind: 'delete-environment', id }),
    },
  ];
}
