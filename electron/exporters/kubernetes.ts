import { ofKind } from './editors/of-kind.ts';
import { refusedPlace } from './editors/refusal.ts';
import { yaml } from './editors/yaml.ts';
import { titleOf } from './file-title.ts';
import { variableFile } from './variables.ts';

/**
 * The manifest of a Secret, where the value stands in `stringData` as it is: the API server makes `data` of it.
 * Sources: kubernetes.io/docs/concepts/configuration/secret, …/overview/working-with-objects/names (RFC 1123).
 */
export const kubernetes = variableFile({
  id: 'kubernetes',
  name: 'Kubernetes Secret',
  projectFile: 'secret.yaml',
  editor: ofKind(yaml, assertSecret),
  path: (variable) => ['stringData', variable],
  frame: (file) =>
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: "${nameFor(file)}"\ntype: Opaque\nstringData:\n`,
  afterwards:
    'The cluster has it only after: kubectl apply -f <the file>. What was taken out of the file stays in the cluster until you take it out there.',
  reasons: {
    input: 'kubectl reads the file without a prompt.',
    helper: 'Nothing in the file is run: kubectl reads it as text.',
    launcher: 'The file starts nothing.',
    reference: 'Kubernetes expands nothing in a Secret: the program would get the name and not the value.',
    inline:
      'The value itself stands in the file, where every program of your user can read it, and in the cluster everybody who may read Secrets.',
  },
});

function assertSecret(text: string, path: readonly string[] | null): void {
  const holds = (name: string, value: string) => yaml.read(text, [name]) === value;
  if (!holds('apiVersion', 'v1') || !holds('kind', 'Secret'))
    throw refusedPlace(text, 0, 'This is not the manifest of a Secret (apiVersion v1, kind Secret)');
  if (yaml.read(text, ['sops']) !== undefined)
    throw refusedPlace(text, 0, 'This file is sealed by sops, and would not open any more after a change');
  const name = path?.at(-1);
  if (
    name !== undefined &&
    isObject(yaml.read(text, ['data'])) &&
    yaml.read(text, ['data', name]) !== undefined
  )
    throw refusedPlace(text, 0, `“${name}” stands in “data” already`);
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null;

/** A name as RFC 1123 has it: what two files hold must not be one Secret in the cluster. */
function nameFor(file: string): string {
  const name = titleOf(file)
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/-*\.[-.]*/g, '.')
    .slice(0, 253)
    .replace(/^[-.]+|[-.]+$/g, '');
  return name === '' ? 'keyrack' : name;
}
