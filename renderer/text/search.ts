/** Finding keys by the language of the search, and keeping searches. */
export const searchText = {
  menu: 'Searches',
  save: 'Save search',
  nothingToSave: 'Type a search first.',
  manage: 'Saved searches',
  help: 'How to search',
  fields: 'Fields',
  name: 'Name',
  nameExample: 'Unused in production',
  nameMissing: 'Enter a name.',
  nameLong: (most: number) => `Use at most ${most} characters.`,
  nameTaken: 'Another saved search has this name.',
  full: (most: number) => `There are ${most} saved searches. Delete one first.`,
  savedAs: (name: string) => `${name} saved`,
  none: 'No search is saved.',
  rename: (name: string) => `Rename ${name}`,
  remove: (name: string) => `Delete ${name}`,
  removed: (name: string) => `${name} deleted`,
  cut: {
    key: 'That looked like a whole key, so only its first characters were kept: they find it by its hint.',
    length: 'A search has at most 500 characters. The rest was left out.',
  },
  /** Where nothing is found by a hint. */
  keyCut: 'That looked like a whole key, so only its first characters were kept.',
  examples: [
    ['claude desktop', 'both words, anywhere: name, hint, variable, scopes, service, tags'],
    ['"night sync"', 'these words together'],
    ['status:revoked,expired', 'one of these'],
    ['unused:90d -env:prod', 'not used for 90 days, and not in production'],
    ['expires:30d tag:billing', 'expires within 30 days, with this tag'],
    ['pg_live_8f2K', 'the first characters of a key find it'],
  ],
} as const;
