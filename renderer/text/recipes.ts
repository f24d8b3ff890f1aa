/**
 * Guides to what people do with a key, as data: one recipe is one item, and needs no code. A word in braces is filled in
 * from the key that the user chose (features/targets/recipes/fill.ts); what stands in brackets ‹key› is the value, which
 * no recipe holds.
 */
export type RecipeAction =
  | { readonly does: 'new-key' }
  | { readonly does: 'copy-key' }
  /** `target`: its id. */
  | { readonly does: 'export'; readonly target: string; readonly label: string };

interface RecipeField {
  readonly label: string;
  readonly text: string;
  /** Several lines, or a whole command: shown as a block. */
  readonly block?: boolean;
}

interface RecipeStep {
  readonly text: string;
  readonly fields?: readonly RecipeField[];
  readonly actions?: readonly RecipeAction[];
}

export interface Recipe {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  /** The id of the one service that it is for; null: any. */
  readonly provider: string | null;
  /** These name the new key. */
  readonly tool: string;
  readonly purpose: string;
  /** All that the key may do; null: what the service offers for reading. */
  readonly scopes: readonly string[] | null;
  readonly steps: readonly RecipeStep[];
}

/** A request that only reads, by the service's id: what a guide calls first. */
export const FIRST_CALLS: Readonly<Record<string, string>> = {
  unisoft: '/integrations/v1/contacts',
};

const NEW_KEY = { does: 'new-key' } as const;
const COPY_KEY = { does: 'copy-key' } as const;
const URL_FIELD = { label: 'URL', text: '{url}' };
const HEADER_FIELDS = [
  { label: 'Header name', text: '{headerName}' },
  { label: 'Header value', text: '{headerValue}' },
];

export const recipes: readonly Recipe[] = [
  {
    id: 'make-mailchimp',
    title: 'Make: contacts to Mailchimp',
    about: 'A scenario that reads your Unisoft contacts and keeps a Mailchimp audience up to date.',
    provider: 'unisoft',
    tool: 'Make',
    purpose: 'Mailchimp sync',
    scopes: ['contacts:read'],
    steps: [
      {
        text: 'Make a key for this scenario alone. It needs contacts:read and nothing else, so a leak shows contacts and changes none.',
        actions: [NEW_KEY],
      },
      {
        text: 'Export writes a scenario with the request in it, to import in Make. Make asks for the key there.',
        actions: [{ does: 'export', target: 'make', label: 'Export to Make' }],
      },
      {
        text: 'Or by hand: add the module HTTP, Make a request, with method GET, and fill in these. Paste the key where ‹key› stands.',
        fields: [URL_FIELD, ...HEADER_FIELDS],
        actions: [COPY_KEY],
      },
      {
        text: 'Run the module once. It answers with the list of contacts; 401 means that the key is not whole.',
      },
      {
        text: 'Add Mailchimp, Add/Update Subscriber, behind it, and choose how often the scenario runs. Last used in the rack then shows that it does.',
      },
    ],
  },
  {
    id: 'n8n-header-auth',
    title: 'n8n: header auth',
    about: 'An HTTP Request node with a credential of its own, so that no workflow holds the key.',
    provider: null,
    tool: 'n8n',
    purpose: '',
    scopes: null,
    steps: [
      { text: 'Make a key for n8n alone.', actions: [NEW_KEY] },
      {
        text: 'Export writes the credential and a workflow that uses it, to import where n8n runs. Delete the files once n8n has them.',
        actions: [{ does: 'export', target: 'n8n', label: 'Export to n8n' }],
      },
      {
        text: 'Or by hand: add a credential of type Header Auth. Paste the key where ‹key› stands.',
        fields: HEADER_FIELDS,
        actions: [COPY_KEY],
      },
      {
        text: 'Add an HTTP Request node. Under Authentication choose Generic Credential Type, Header Auth, and this credential.',
        fields: [URL_FIELD],
      },
      { text: 'Execute the node once, and keep the workflow only when it answers.' },
    ],
  },
  {
    id: 'zapier-custom-request',
    title: 'Zapier: custom request',
    about: 'A Zap that calls the service itself, by Webhooks by Zapier.',
    provider: null,
    tool: 'Zapier',
    purpose: '',
    scopes: null,
    steps: [
      { text: 'Make a key for Zapier alone.', actions: [NEW_KEY] },
      {
        text: 'In the Zap, add the action Webhooks by Zapier, Custom Request, with method GET. Paste the key where ‹key› stands.',
        fields: [URL_FIELD, ...HEADER_FIELDS],
        actions: [COPY_KEY],
      },
      {
        text: 'All who can edit the Zap can read the key in that header. Export writes a private integration instead, whose connection asks for the key and keeps it.',
        actions: [{ does: 'export', target: 'zapier', label: 'Export to Zapier' }],
      },
      { text: 'Test the step, and switch the Zap on when it answers.' },
    ],
  },
  {
    id: 'claude-desktop-unizo',
    title: 'Claude Desktop with Unizo',
    about: 'The MCP server of Unizo in Claude Desktop. Its config file holds no key.',
    provider: 'unizo',
    tool: 'Claude Desktop',
    purpose: 'MCP',
    scopes: null,
    steps: [
      {
        text: 'Make a key for {environment} with the permissions that Claude is to have. Reading is enough to begin with.',
        actions: [NEW_KEY],
      },
      {
        text: 'Export adds this server to the config of Claude Desktop, readable by you alone. Claude starts it through Keyrack, which hands over the key.',
        fields: [
          { label: 'Server name', text: '{server}' },
          { label: 'Command', text: '{command}' },
          { label: 'Variable', text: '{variable}' },
        ],
        actions: [{ does: 'export', target: 'claude-desktop', label: 'Export to Claude Desktop' }],
      },
      { text: 'Quit Claude Desktop and start it again. It reads its config only then.' },
      {
        text: 'Press Test beside the delivery in Targets: Keyrack starts the server as Claude does, and names its tools.',
      },
    ],
  },
  {
    id: 'raw-http',
    title: 'Raw HTTP',
    about: 'A request from a shell or a program, with the key in its environment only.',
    provider: null,
    tool: 'Shell',
    purpose: '',
    scopes: null,
    steps: [
      { text: 'Make a key for this script alone.', actions: [NEW_KEY] },
      {
        text: 'What is sent. The variable stands for the value.',
        fields: [{ label: 'Request', text: 'GET {url}\n{headerName}: {headerReference}', block: true }],
      },
      {
        text: 'Keyrack starts the command with the key in its environment. curl reads the header from its input, so the key is in no list of processes.',
        fields: [{ label: 'Command', text: '{curl}', block: true }],
      },
      {
        text: 'Your own program is started alike, and reads the variable.',
        fields: [
          { label: 'Variable', text: '{variable}' },
          { label: 'Start it by', text: '{exec} node index.js', block: true },
        ],
      },
    ],
  },
];

export const recipeText = {
  heading: 'Recipes',
  about: 'Guides with your own key, host and header filled in.',
  forService: (service: string) => `For ${service}`,
  anyService: 'Any service',
  key: 'Key',
  keyHelp: 'Fills in the steps below. The value itself stands in none of them.',
  moreKeys: 'The newest keys. Select another in the rack first to have it here.',
  noKey: 'No key that fits yet. The first step makes one; until then the steps show what is usual.',
  tooMuch: (scopes: string) => `This key may do more than the recipe needs. Make one with ${scopes} only.`,
  copy: (label: string) => `Copy ${label.toLowerCase()}`,
  actions: { 'new-key': 'New key', 'copy-key': 'Copy key' },
  connectFirst: (service: string) => `Connect ${service} first`,
  needsKey: 'Choose a key first.',
  notHeld: 'Keyrack does not hold the value of this key.',
  copiedKey: 'Copied. The clipboard is cleared in a moment.',
  /** Where nothing is known of the user's own. */
  usual: {
    key: 'my key',
    host: 'https://api.example.com',
    variable: 'API_KEY',
    environment: 'your environment',
  },
  value: '‹key›',
};
