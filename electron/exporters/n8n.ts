import { type JsonValue, MASK, type ServiceCall } from '#core/ports/exporter.ts';
import { joinCommand } from '#shared/text/command-line.ts';
import { fillHeader } from '#shared/text/header-template.ts';
import { textOf } from './editors/whole-json.ts';
import { baseOf, beside, type Called, called, importedFiles, onceImported } from './imported-files.ts';

/**
 * n8n: a credential for `n8n import:credentials`, and beside it a workflow with an HTTP Request node that uses it, for
 * `n8n import:workflow`. The credentials stand in an array, each with an id of 16 characters, which stays the same for
 * the delivery: an import then writes over it, and makes no second one. The value goes to the call's host alone.
 * Sources: n8n 2.41.3, dist/commands/import/credentials.js and dist/services/import.service.js; n8n-nodes-base 2.41.2,
 * credentials/Http*Auth and nodes/HttpRequest/V3; n8n-workflow 2.41.0, isExpression.
 */
export const n8n = importedFiles({
  id: 'n8n',
  name: 'n8n',
  place: (name) => [`n8n-${name}.json`],
  possible: ['inline'],
  reasons: {
    input:
      'The import of n8n asks for nothing, and its editor imports no credential: the value has to stand in the file.',
    helper: 'No command can be named in n8n that would give it a header.',
    launcher: 'Nothing is started for a call, so Keyrack cannot hand over the key.',
    reference:
      'A credential of n8n takes a variable only by an expression, and n8n lets expressions read its environment only where it was told to.',
    inline:
      'The value stands in the file until n8n has imported it. n8n encrypts it then, and the file can be deleted.',
  },
  remote: {
    provider: 'n8n',
    reason:
      'n8n’s own store: it encrypts the value, and no file holds it. Where the value changes, it is changed there.',
    item: (entry, reveal) => {
      const of = called(entry);
      const { type, data } = credentialOf(of.call, reveal('value'));
      return { id: idOf(of), name: nameOf(of), kind: type, content: data };
    },
    afterwards: (entry) => [
      `Choose the credential “${nameOf(called(entry))}” in a node of n8n, such as HTTP Request.`,
    ],
  },
  whenReplaced: (server) =>
    `In n8n, open the credential “${titleOf(server)}”, and put the new key into it: copy it in Keyrack’s window.`,
  render: (entry, reveal) => [
    {
      id: idOf(entry),
      name: nameOf(entry),
      ...credentialOf(entry.call, reveal('value')),
    },
  ],
  conceal,
  companions: (entry, value) => [{ file: workflowFile(entry), text: textOf(workflowOf(entry, value)) }],
  afterwards: (entry) => [
    `Where n8n runs, with its own data folder and N8N_ENCRYPTION_KEY: ${joinCommand(['n8n', 'import:credentials', `--input=${entry.file}`])} and then: ${joinCommand(['n8n', 'import:workflow', `--input=${workflowFile(entry)}`])}`,
    onceImported(entry, 'n8n'),
  ],
});

const ID_LENGTH = 16;
const digits = ({ delivery }: Called) => delivery.replaceAll('-', '');
const idOf = (entry: Called) => digits(entry).slice(0, ID_LENGTH);
const workflowIdOf = (entry: Called) => digits(entry).slice(-ID_LENGTH);
/** n8n takes 3 to 128 characters. */
const nameOf = ({ server }: Called) => titleOf(server);
const titleOf = (server: string) => `Keyrack ${server}`;
const workflowFile = (entry: Called) => beside(entry, `${baseOf(entry)}.workflow.json`);

interface Credential {
  readonly type: string;
  readonly data: { readonly [name: string]: string };
}

function credentialOf(call: ServiceCall, secret: string): Credential {
  const { type, data } = usualOf(call, secret);
  // n8n takes a text that begins with = for an expression; the JSON of a custom credential never does.
  const isExpression = Object.values(data).some((text) => text.startsWith('='));
  return isExpression ? restricted(customOf(call, secret), call) : restricted({ type, data }, call);
}

function usualOf(call: ServiceCall, secret: string): Credential {
  if ('query' in call) return { type: 'httpQueryAuth', data: { name: call.query, value: secret } };
  const { name, value } = call.header;
  if (name.toLowerCase() === 'authorization' && value === 'Bearer {}') {
    return { type: 'httpBearerAuth', data: { token: secret } };
  }
  return { type: 'httpHeaderAuth', data: { name, value: fillHeader(call.header, secret) } };
}

function customOf(call: ServiceCall, secret: string): Credential {
  const parts =
    'query' in call
      ? { qs: { [call.query]: secret } }
      : { headers: { [call.header.name]: fillHeader(call.header, secret) } };
  return { type: 'httpCustomAuth', data: { json: JSON.stringify(parts) } };
}

/** n8n sends it to this host, and not to its subdomains. */
const restricted = ({ type, data }: Credential, { url }: ServiceCall): Credential => ({
  type,
  data: { ...data, allowedHttpRequestDomains: 'domains', allowedDomains: new URL(url).hostname },
});

const SECRETS: ReadonlySet<string> = new Set(['value', 'token', 'json']);

function conceal(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((each: JsonValue) => conceal(each));
  if (!isMap(value) || !isMap(value.data)) return value;
  const data = Object.entries(value.data).map(([name, text]) => [name, SECRETS.has(name) ? MASK : text]);
  return { ...value, data: Object.fromEntries(data) as JsonValue };
}

const isMap = (value: JsonValue | undefined): value is { readonly [name: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param value the credentials as written: which kind it became */
function workflowOf(entry: Called, value: JsonValue): JsonValue {
  const credential = Array.isArray(value) ? (value[0] as JsonValue) : null;
  const type = isMap(credential) && typeof credential.type === 'string' ? credential.type : '';
  const node = { typeVersion: 1, parameters: {} };
  return {
    id: workflowIdOf(entry),
    name: `${nameOf(entry)}: test request`,
    active: false,
    nodes: [
      { ...node, id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', position: [0, 0] },
      {
        id: 'request',
        name: 'HTTP Request',
        type: 'n8n-nodes-base.httpRequest',
        typeVersion: 4.2,
        position: [220, 0],
        parameters: {
          method: 'GET',
          url: entry.call.url,
          authentication: 'genericCredentialType',
          genericAuthType: type,
          options: {},
        },
        credentials: { [type]: { id: idOf(entry), name: nameOf(entry) } },
      },
    ],
    connections: { Start: { main: [[{ node: 'HTTP Request', type: 'main', index: 0 }]] } },
    settings: { executionOrder: 'v1' },
    pinData: {},
  };
}
