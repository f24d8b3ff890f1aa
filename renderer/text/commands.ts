/** Where a command stands in the palette and in the cheat sheet, in this order. */
export const COMMAND_GROUPS = ['key', 'make', 'views', 'environments', 'app'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

export const groupNames: Record<CommandGroup, string> = {
  key: 'Selected key',
  make: 'Create',
  views: 'Views',
  environments: 'Environments',
  app: 'Keyrack',
};

export const paletteGroups: Record<CommandGroup | 'recent' | 'keys' | 'connections' | 'settings', string> = {
  ...groupNames,
  recent: 'Recent',
  keys: 'Keys',
  connections: 'Connections',
  settings: 'Settings',
};

export const paletteText = {
  title: { all: 'Commands', copy: 'Copy a key' },
  placeholder: { all: 'Find a command or a key', copy: 'Find a key to copy' },
  results: 'Results',
  nothing: 'Nothing fits.',
};

export const cheatSheetText = {
  title: 'Keyboard shortcuts',
  lists: 'In lists',
  inLists: [
    { name: 'Move between rows', shortcut: 'arrowup arrowdown' },
    { name: 'First and last row', shortcut: 'home end' },
    { name: 'Open what has the focus', shortcut: 'enter' },
    { name: 'Close or clear', shortcut: 'escape' },
    { name: 'Go to notifications', shortcut: 'f8' },
  ],
};

export const commandText = {
  undo: 'Undo',
  nothingToUndo: 'There is nothing to undo.',
  lockedAlready: 'It is locked already.',
  notLocked: 'It is not locked.',
  noKeySelected: 'Select a key first.',
  cannot: (name: string, why: string) => `${name}: ${why}`,
};
