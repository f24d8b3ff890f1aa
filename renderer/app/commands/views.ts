import { showView } from '../../state/showing.ts';
import { VIEWS, type View } from '../../state/view.ts';
import { viewNames } from '../../text/common.ts';
import type { Command } from './command.ts';

/** After G. */
const LETTERS: Record<View, string> = {
  rack: 'r',
  grid: 'g',
  rotation: 'o',
  targets: 't',
  activity: 'a',
  connections: 'c',
  settings: 's',
};

export const viewCommands: readonly Command[] = VIEWS.map((view) => ({
  id: `view.${view}`,
  group: 'views',
  name: viewNames[view],
  shortcut: `g ${LETTERS[view]}`,
  run: () => showView(view),
}));
