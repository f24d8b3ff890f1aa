import type { DeliveryRow, TargetFamily } from '#shared/model/delivery.ts';

export const targetsText = {
  deliveries: 'Deliveries',
  deliveriesTable: 'Deliveries',
  count: (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'delivery' : 'deliveries'}`,
  changes: 'Changes to files',
  columns: {
    key: 'Key',
    target: 'Target',
    mechanism: 'Exposure',
    file: 'File',
    state: 'State',
    actions: 'Actions',
  },
  loading: 'Loading deliveries',
  emptyTitle: 'Nothing delivered yet',
  emptyText:
    'Export a key from the rack: Keyrack writes it into the program’s config, readable by you alone.',
  goToRack: 'Go to the rack',
  undone: (file: string) => `Undone. ${file} is as it was before.`,
  held: 'In the program',
  deleteFile: 'Delete file',
  deleteFileHelp: 'The program has imported it: the file goes, the delivery stays listed.',
  fileDeleted: (file: string) => `Deleted ${file}. The delivery stays listed.`,
  removedStored: 'Removed from the program’s own store.',
  removed: (file: string) => `Removed from ${file}`,
  stillHeld: (target: string) => `${target} still holds the key: delete it there.`,
  undoneWord: 'Undone',
  server: (name: string) => `server ${name}`,
  lookAgain: 'Look again',
  until: (time: string) => `Debug until ${time}`,
};

export const deliveryStates: Record<
  DeliveryRow['state'],
  {
    readonly word: string;
    readonly meaning: string;
    /** What to do about it, where the buttons of the row do not say; absent: they do. */
    readonly next?: string;
  }
> = {
  intact: { word: 'Intact', meaning: 'The entry is as Keyrack wrote it.' },
  changed: { word: 'Changed', meaning: 'Someone changed the entry since Keyrack wrote it.' },
  imported: { word: 'Imported', meaning: 'The program took it in, and no file of it is left.' },
  missing: { word: 'Missing', meaning: 'The entry or its file is gone.' },
  elsewhere: {
    word: 'At the service',
    meaning: 'It stands at a service. Test asks whether it is still there.',
  },
  unreadable: {
    word: 'Unreadable',
    meaning: 'The file cannot be read or does not parse.',
    next: 'Keyrack leaves it alone: open it yourself, and mend it or its mode. Then look again.',
  },
};

export const exportText = {
  title: 'Export',
  target: 'Target',
  families: {
    mcp: 'MCP clients',
    import: 'Files to import',
    variables: 'Variables',
    'api-client': 'API clients',
  } satisfies Record<TargetFamily, string>,
  server: 'Server name',
  reach: 'Reached by',
  reaches: { command: 'Starting a command', url: 'A URL' },
  command: 'Command',
  commandExample: 'npx -y some-mcp-server',
  checkPackage: 'Check the package',
  checkingPackage: 'Asking npm',
  ownServer: 'Server',
  otherServer: 'Another command',
  serverChoice: (name: string, about: string) => (about === '' ? name : `${name}: ${about}`),
  further: 'Further variables, not secret',
  addVariable: 'Add a variable',
  add: 'Add',
  newName: 'New variable',
  newValue: 'Its value',
  newValueHelp: 'Not a secret: it stands in the file as it is.',
  newIncomplete: 'Enter a name and a value first.',
  variableTaken: 'This variable stands there already.',
  removeVariable: (name: string) => `Leave ${name} out`,
  url: 'URL',
  urlExample: 'https://mcp.example.com/mcp',
  entryName: 'Name',
  place: 'Key stands in',
  places: { header: 'A header', query: 'The query' },
  query: 'Query parameter',
  queryExample: 'api_key',
  ownUrl: 'The connection’s own address',
  header: 'Header',
  headerHelp: '{} stands for the secret.',
  reference: 'Reference',
  referenceHelp: 'The variable that the program must see; the file only names it.',
  scope: 'Scope',
  scopes: { user: 'You, in all projects', project: 'One project' },
  projectExample: (file: string) => `/path/to/the/project/${file}`,
  untried: 'Written from its documents; the real program was not run against it yet.',
  variable: 'Variable',
  mechanism: 'Mechanism',
  file: 'File',
  connection: 'Connection',
  fileToImport: 'A file to import',
  connectionHelp: 'The key goes into the program behind it, and into no file.',
  repository: 'Repository',
  repositoryExample: 'owner/repository',
  repositoryHelp: 'On github.com. For the secrets of one environment: owner/repository:environment.',
  changes: 'Changes',
  planning: 'Working out the change',
  outdated: 'The change as it was before: it follows once what is needed is filled in.',
  waiting: 'The exact change is shown here once what is needed above is filled in.',
  waitingFile: 'Name the file first: the exact change is shown here then.',
  waitingMechanism:
    'Choose a mechanism first: the value goes into a file only where you say so. The exact change is shown here then.',
  waitingCopy:
    'Name the file first: the exact change is shown here then. Or press Copy, and paste the document where it belongs.',
  copy: 'Copy',
  copied: 'Copied the document.',
  notCopied: 'The clipboard did not take the document: select it below, and copy it from there.',
  document: 'Document',
  copyUnready: 'Fill in what is needed above first.',
  copyInline: 'The copy would hold the value itself: choose another mechanism, or name a file.',
  realFile: (file: string) => `A link: what is written is ${file}.`,
  ignore: 'Keep the file out of git, by the .gitignore beside it',
  submit: 'Export',
  /** Where a warning stands that nobody should pass by without reading. */
  submitAnyway: 'Export anyway',
  mode: (before: string | null, after: string) => {
    if (before === null) return `New file, ${after}: only you can read it.`;
    return before === after
      ? `Stays ${after}: only you can read it.`
      : `${before} → ${after}: only you can read it.`;
  },
  modeOpen: (before: string | null, after: string) =>
    before === null ? `New file, ${after}.` : `${before} → ${after}`,
  gap: 'lines left out',
  added: 'added',
  removed: 'removed',
  nothing: 'No line changes.',
  done: (key: string, target: string) => `Exported to ${target}: ${key}`,
  problems: {
    empty: 'Enter a command.',
    'open-quote': 'A quote is not closed.',
    operator: 'Name one program: no shell runs it. Put an operator such as | in quotes to hand it over.',
    file: 'Name the file.',
    repository: 'Name the repository.',
  },
};

export const restoreText = {
  title: 'Restore',
  told: {
    changed: 'Somebody changed the entry that Keyrack wrote.',
    missing: 'The entry that Keyrack wrote is gone.',
  },
  since: 'What was changed in the entry',
  changes: 'Changes',
  running: (client: string) =>
    `${client} is running, and would write its own copy over the file again. Quit it first.`,
  submit: 'Restore',
  keep: 'Keep the changed entry',
  restored: (server: string) => `Restored: ${server}`,
  kept: (server: string) => `Kept as it is now: ${server}`,
  mode: (before: string | null, after: string) =>
    before === null || before === after ? `File mode ${after}.` : `File mode ${before} → ${after}.`,
  loading: 'Looking at the file',
};

/** One key, one tool. */
export const secondToolText = {
  told: (key: string, places: string) =>
    `The key “${key}” is in use by ${places}. One key, one tool: a key of its own shows who calls, and can be revoked without breaking the other.`,
  make: 'Make a new key for this tool',
  useAnyway: 'Use this key all the same',
  noService: 'This key was entered by hand: make another at its service, and add that.',
};
