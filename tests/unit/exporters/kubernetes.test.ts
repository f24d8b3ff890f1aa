import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { kubernetes } from '../../../electron/exporters/kubernetes.ts';
import { NASTY_VALUES } from './nasty-values.ts';
import { accepts, refusal } from './refused.ts';

const { editor, frame } = kubernetes;
const FRAME = frame?.('/x/secret.yaml', '') ?? '';
const PATH = kubernetes.path('OURS');

test.each([
  'yes',
  'No',
  'on',
  'null',
  '~',
  '0123',
  '0x1f',
  '1e3',
  '1_000',
  '12:30:45',
  '2026-11-27',
  '.inf',
  '',
  ...NASTY_VALUES,
])('a value reaches readers of YAML 1.1 and 1.2 as text, as it is: %j', (value) => {
  if (!value.isWellFormed()) return expect(accepts(() => editor.put(FRAME, PATH, value))).toBe(false);
  const text = editor.put(FRAME, PATH, value);
  for (const version of ['1.1', '1.2'] as const)
    expect(parse(text, { version }).stringData).toEqual({ OURS: value });
  expect(editor.remove(text, PATH)).toBe(FRAME);
});

test.each([
  ['/x/secret.yaml', 'secret'],
  ['/x/Unizo API_dev.yaml', 'unizo-api-dev'],
  ['C:\\x\\Team.Prod.yml', 'team.prod'],
  ['/x/-.a-.-b..yaml', 'a.b'],
  ['/x/yes.yaml', 'yes'],
  ['/x/007.yaml', '007'],
  ['/x/ünizo.yaml', 'nizo'],
  ['/x/日本.yaml', 'keyrack'],
  ['/x/.yaml', 'keyrack'],
  [`/x/${'a'.repeat(300)}.yaml`, 'a'.repeat(253)],
])('the Secret of %s has a name that a cluster takes', (file, name) => {
  const document = parse(frame?.(file, '') ?? '', { version: '1.1' });
  expect(document.metadata.name).toBe(name);
  expect(name).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/);
});

const secret = (rest: string) => `apiVersion: v1\nkind: Secret\n${rest}`;
test.each([
  ['another kind', 'apiVersion: v1\nkind: ConfigMap\n', /not the manifest of a Secret/],
  ['another version', 'apiVersion: v2\nkind: Secret\n', /not the manifest of a Secret/],
  ['a sealed one', 'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\n', /not the manifest of a Secret/],
  ['a list', 'apiVersion: v1\nkind: List\nitems: []\n', /not the manifest of a Secret/],
  ['no map at all', '- a\n', /is a list, not a map/],
  ['one that sops has sealed', secret('sops:\n  mac: x\n'), /sealed by sops/],
  ['our name in data', secret('data:\n  OURS: eA==\n'), /stands in “data” already/],
  ['a second document', secret('---\nkind: Secret\n'), /second document/],
  ['stringData of another form', secret('stringData: text\n'), /is not a map/],
])('%s is refused', (_name, text, words) => {
  expect(refusal(() => editor.put(text, PATH, 'v'))).toMatch(words);
});

test('data under other names, empty or absent, is no matter', () => {
  for (const data of ['data:\n', 'data: {}\n', 'data:\n  A: eA==\n', '']) {
    const text = secret(`${data}stringData:\n  B: x\n`);
    expect(editor.remove(editor.put(text, PATH, 'v'), PATH)).toBe(text);
  }
});
