import type { ReadEntry } from '#core/ports/client-launch.ts';
import { type Entry, type JsonValue, promptId } from '#core/ports/exporter.ts';
import { jsonc, jsoncListedBy } from './editors/json.ts';
import { isObject } from './editors/json-equal.ts';
import { PROMPTS, withPrompts } from './editors/with-prompts.ts';
import { inAppData } from './home-paths.ts';
import { mcpClient } from './mcp-client.ts';

const OURS = /\$\{input:(keyrack-[0-9a-f-]+)\}/;

/**
 * Visual Studio Code: `mcp.json` of the user and in `.vscode`, under `servers`, with `type`. `${env:V}` is filled in for
 * what is started; in headers it was seen not to be (microsoft/vscode#336232). What came of a variable is looked through
 * for variables once more. Sources: microsoft/vscode-docs, docs/copilot/reference/mcp-configuration.md, and
 * microsoft/vscode, src/vs/workbench/services/configurationResolver.
 */
export const vscode = mcpClient({
  id: 'vscode',
  name: 'Visual Studio Code',
  files: (machine) => [inAppData(machine, 'Code', 'User', 'mcp.json')],
  editor: withPrompts(jsonc, { editor: jsoncListedBy('id'), list: 'inputs', ours: OURS, depth: 2 }),
  outline: jsonc,
  projectFile: '.vscode/mcp.json',
  root: 'servers',
  types: { started: 'stdio', reached: 'http' },
  ask: (entry) => ({
    named: `\${input:${promptId(entry)}}`,
    members: { [PROMPTS]: [promptOf(entry)] },
  }),
  aboutInput:
    'Visual Studio Code asks for the key once and keeps it in its own encrypted store: the file holds no secret.',
  onInput:
    'Visual Studio Code asks for the key once, when it first starts this server: copy the key in Keyrack’s window, and paste it there. It keeps the answer, so a rotation does not reach it: clear the answer then, beside the prompt’s name in this file, and it asks again.',
  whenReplaced: (server) =>
    `In Visual Studio Code, open its file of servers, and clear the answer beside the prompt’s name of “${server}”. It asks again when it starts the server next: copy the key in Keyrack’s window, and paste it there.`,
  reader: askedOnly,
  references: [/\$\{env:([A-Za-z_][A-Za-z0-9_]*)\}()/, new RegExp(`${OURS.source}()`)],
  refer: (variable) => `\${env:${variable}}`,
  referHeader: () => null,
  aboutReference:
    'The file names a variable, and Visual Studio Code takes its value from where it was started: every server that it starts sees it.',
  aboutHeaders:
    'Visual Studio Code does not always fill variables into headers: the server might get the name and not the value.',
  literal: /\$\{[^}]+\}/,
  again: { started: /\$\{[^}]+\}/ },
  start: { from: 'desktop', program: 'code' },
});

function promptOf(entry: Entry): JsonValue {
  const { server, variable } = entry;
  const description = `${variable} for ${server}: copy the key in Keyrack, then paste it here`;
  return { type: 'promptString', id: promptId(entry), description, password: true };
}

/** What names a prompt that is not in the file is given nothing. */
function askedOnly(read: ReadEntry): ReadEntry {
  return (value, place) => {
    const prompts: unknown = isObject(value) && !Array.isArray(value) ? value[PROMPTS] : [];
    const ids = Array.isArray(prompts) ? prompts.map((each) => (isObject(each) ? each.id : null)) : [];
    const isAsked = (name: string) => !name.startsWith('keyrack-') || ids.includes(name);
    return read(value, { ...place, lookup: (name) => (isAsked(name) ? place.lookup(name) : null) });
  };
}
