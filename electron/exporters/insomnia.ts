import { ofKind } from './editors/of-kind.ts';
import { refusedPlace } from './editors/refusal.ts';
import { yaml } from './editors/yaml.ts';
import { titleOf } from './file-title.ts';
import { variableFile } from './variables.ts';

/**
 * An environment of Insomnia, as its version 5 form has it. Insomnia looks each value through for its templates again.
 * Sources: Kong/insomnia, packages/insomnia/src/common/import-v5-parser.ts and …/templating.
 */
export const insomnia = variableFile({
  id: 'insomnia',
  name: 'Insomnia',
  isApiClient: true,
  projectFile: 'insomnia-environment.yaml',
  editor: ofKind(yaml, assertEnvironment),
  path: (variable) => ['environments', 'data', variable],
  frame: (file) =>
    `type: environment.insomnia.rest/5.0\nname: ${JSON.stringify(titleOf(file))}\nenvironments:\n  name: Base Environment\n  data:\n`,
  expands: () => /\{[{%#]/,
  afterwards:
    'Insomnia takes a copy when you import the file, and has to be given the file again after each change. In a request: {{ _.<variable> }}',
  reasons: {
    input: 'Insomnia asks for nothing when it imports an environment.',
    helper: 'Nothing in an environment is run by Insomnia.',
    launcher: 'An environment starts no program.',
    reference: 'Insomnia reads no variables of the system: a request would send the name and not the value.',
    inline:
      'The value itself stands in the file, and in Insomnia’s own store once it is imported, where every program of your user can read it.',
  },
});

function assertEnvironment(text: string): void {
  const [kind, version] = [yaml.read(text, ['type']), yaml.read(text, ['__export_format'])];
  if (kind !== 'environment.insomnia.rest/5.0' || version !== undefined)
    throw refusedPlace(text, 0, 'This is not an environment that Insomnia exported (version 5)');
  if (yaml.read(text, ['environments', 'kvPairData']) !== undefined)
    throw refusedPlace(
      text,
      0,
      'This environment was last edited as a table, which Insomnia keeps twice: switch it to JSON there, and export it again',
    );
}
