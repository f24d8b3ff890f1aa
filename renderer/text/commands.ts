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

export const commandText = {
  search: 'Search keys',
  noKeySelected: 'Select a key first.',
  cannot: (name: string, why: string) => `${name}: ${why}`,
};
