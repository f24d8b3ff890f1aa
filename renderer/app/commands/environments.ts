import { selectEnvironment } from '../../state/actions.ts';
import { environmentsInUse } from '../../state/in-use.ts';
import type { PageState } from '../../state/store.ts';
import { appText } from '../../text/app.ts';
import { environmentShortcut } from '../../text/shortcuts.ts';
import type { Command } from './command.ts';

/** The environments as they are now, each to be shown. */
export const environmentCommands = ({ data }: Pick<PageState, 'data'>): readonly Command[] => [
  {
    id: 'environment.all',
    group: 'environments',
    name: appText.allEnvironments,
    run: () => selectEnvironment(null),
  },
  ...environmentsInUse(data).map(
    ({ id, name }, index): Command => ({
      id: `environment.${id}`,
      group: 'environments',
      name,
      shortcut: environmentShortcut(index),
      heard: 'in fields',
      run: () => selectEnvironment(id),
    }),
  ),
];
