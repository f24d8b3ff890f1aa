export const newKeyText = {
  title: 'New key',
  subject: 'Where a connection makes it',
  submit: 'Create key',
  unsettled: 'The last request may have made the key. Settle that first.',
  name: 'Name',
  tool: 'For which tool?',
  toolHelp: 'One key, one tool: a leak then breaks only this one.',
  toolPlaceholder: 'Claude Desktop',
  deliveredAfter: (tool: string) => `Putting it into ${tool} is offered right after.`,
  tools: 'Suggested tools',
  purpose: 'Purpose',
  purposePlaceholder: 'Contacts',
  namePlaceholder: 'Claude Desktop - Contacts',
  forAnotherTool: (name: string) =>
    `The same as “${name}”, for another tool. If one of the two leaks, the other goes on.`,
  description: 'Description',
  connection: 'Connection',
  scopes: 'Scopes',
  scopesHelp: 'Read-only ones are ticked. Tick only what the tool needs.',
  scopesAll:
    'Everything is ticked. Whoever gets hold of this key can do everything that it can. Untick what the tool does not need.',
  scopesRequired: 'Tick at least one scope.',
  noScopes: 'This service has no scopes.',
  testMode: 'Test mode',
  testModeHelp: 'Works on test data only.',
  expires: 'Expires',
  expiry: {
    never: 'Never',
    '7d': 'In 7 days',
    '30d': 'In 30 days',
    '90d': 'In 90 days',
    '365d': 'In a year',
  },
  expirySet: {
    none: (service: string) => `${service} sets no end.`,
    assigned: (service: string) => `${service} sets the expiry itself.`,
  },
  lifetime: (duration: string) =>
    `${duration.slice(0, -1)} ${duration.endsWith('h') ? 'hours' : 'days'} from now`,
  on: 'on',
  suggestions: 'Suggested names',
  cannotList: (service: string) =>
    `${service} cannot list its keys. If its answer to this request gets lost, Keyrack cannot find the key again: you would have to look in the console.`,
  variable: 'Variable',
  variableExample: 'UNIZO_API_KEY',
  variableHelp: 'The name by which programs read the key.',
  waiting: (service: string, seconds: number) => `Waiting for ${service}, ${seconds} s`,
  waitingHelp:
    'The request is sent and cannot be taken back. Cancel stops waiting: the key appears when the service answers.',
  stillWaiting: (service: string) => `Still waiting for ${service}. The key appears when it answers.`,
  lost: (name: string) =>
    `${name} is in the rack as an orphan. Its value cannot be had any more: revoke it and create it again.`,
  lostSearching: 'Looking for the key at the service. If it was made, it appears in the rack as an orphan.',
  noConnection: 'No connection in this environment yet.',
};

export const addKeyText = {
  title: 'Add key',
  submit: 'Add key',
  subject: 'Keep a value that you already have',
  note: 'The value is asked for in a window of its own; this page never sees it.',
  added: (name: string) => `${name} added`,
  copyInstead: 'Copy the value instead',
};
