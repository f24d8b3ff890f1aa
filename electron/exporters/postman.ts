import { json, jsonListedBy } from './editors/json.ts';
import { ofKind } from './editors/of-kind.ts';
import { refusedPlace } from './editors/refusal.ts';
import { titleOf } from './file-title.ts';
import { concealMember, readMember, renderVariable, variableFile } from './variables.ts';

/**
 * An environment of Postman: a list of variables, each with a name. What a variable gives is looked through for others.
 * Sources: learning.postman.com (environments), postmanlabs/postman-collection lib/superstring, and newman.
 */
export const postman = variableFile({
  id: 'postman',
  name: 'Postman',
  isApiClient: true,
  tried: true,
  projectFile: 'keyrack.postman_environment.json',
  editor: ofKind(jsonListedBy('key'), assertEnvironment),
  path: (variable) => ['values', variable],
  frame: (file, id) =>
    `${JSON.stringify({ id, name: titleOf(file, /(\.postman_environment)?\.[^.]*$/), values: [], _postman_variable_scope: 'environment' }, null, '\t')}\n`,
  render: (entry, reveal) => ({
    key: entry.variable,
    value: renderVariable(entry, reveal),
    type: 'secret',
    enabled: true,
  }),
  conceal: concealMember,
  readValue: readMember,
  expands: () => /\{\{/,
  afterwards:
    'Postman takes a copy when you import the file, and has to be given the file again after each change; newman reads it by: newman run <collection> -e <the file>. In a request: {{<variable>}}',
  reasons: {
    input: 'Postman keeps what you type into its vault, where Keyrack can neither put a value nor change it.',
    helper: 'Nothing in an environment is run.',
    launcher: 'An environment starts no program.',
    reference: 'Postman reads no variables of the system: a request would send the name and not the value.',
    inline:
      'The value itself stands in the file, where every program of your user can read it. Once it is imported Postman may keep it in your account as well.',
  },
});

function assertEnvironment(text: string): void {
  if (json.read(text, ['_postman_variable_scope']) === 'environment') return;
  throw refusedPlace(text, 0, 'This is not an environment that Postman exported');
}
