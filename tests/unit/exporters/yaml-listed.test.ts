import { describe, expect, test } from 'vitest';
import { yamlListedBy } from '../../../electron/exporters/editors/yaml.ts';
import { refusal } from './refused.ts';

const listed = yamlListedBy('name');
const ITEM_PATH = ['mcpServers', 'ours'];
const ITEM = { name: 'ours', command: 'npx', env: { A: 'b' } };

const lines = (...all: string[]) => `${all.join('\n')}\n`;
describe('an item of a list is told by its name', () => {
  test.each<[string, string, string]>([
    [
      'behind its neighbour, as that one is indented',
      lines('mcpServers:', '- name: a', '  command: x # a', 'b: 1'),
      lines(
        'mcpServers:',
        '- name: a',
        '  command: x # a',
        '- name: ours',
        '  command: npx',
        '  env:',
        '    A: b',
        'b: 1',
      ),
    ],
    [
      'with maps as its neighbour has them',
      lines('mcpServers:', '  - name: a', '    env: { B: c }'),
      lines(
        'mcpServers:',
        '  - name: a',
        '    env: { B: c }',
        '  - name: ours',
        '    command: npx',
        '    env: { A: b }',
      ),
    ],
    [
      'in an empty list',
      lines('mcpServers: []'),
      lines('mcpServers: [{ name: ours, command: npx, env: { A: b } }]'),
    ],
    [
      'behind a name with nothing behind it',
      lines('mcpServers:', 'b: 1'),
      lines('mcpServers:', '  - name: ours', '    command: npx', '    env:', '      A: b', 'b: 1'),
    ],
  ])('%s', (_name, text, expected) => {
    const put = listed.put(text, ITEM_PATH, ITEM);
    expect(put).toBe(expected);
    expect(listed.read(put, ITEM_PATH)).toEqual(ITEM);
    expect(listed.put(put, ITEM_PATH, ITEM)).toBe(put);
    const changed = listed.put(put, ITEM_PATH, { name: 'ours', url: 'https://x' });
    expect(listed.read(changed, ITEM_PATH)).toEqual({ name: 'ours', url: 'https://x' });
    expect(listed.remove(changed, ITEM_PATH)).toBe(text);
    expect(listed.remove(put, ITEM_PATH)).toBe(text);
  });

  test('and only by it', () => {
    const text = lines('mcpServers:', '  - a', '  - [name, ours]', '  - Name: ours', '  - name: [ours]');
    expect(listed.read(text, ITEM_PATH)).toBeUndefined();
    expect(listed.remove(text, ITEM_PATH)).toBe(text);
    expect(() => listed.put(text, ITEM_PATH, { name: 'other' })).toThrow('another name');
    const twice = lines('mcpServers:', '  - name: ours', '  - name: "ours"');
    expect(refusal(() => listed.read(twice, ITEM_PATH))).toContain('“ours” stands there twice (line 3');
    expect(refusal(() => listed.read('mcpServers: {}', ITEM_PATH))).toContain('“mcpServers” is not a list');
  });

  test('wherever it stands', () => {
    const text = lines(
      'mcpServers:',
      '  -   name: ours # mine',
      '      b: 1',
      '',
      '  # about a',
      '  - name: a',
    );
    expect(listed.remove(text, ITEM_PATH)).toBe(lines('mcpServers:', '', '  # about a', '  - name: a'));
    expect(listed.put(text, ITEM_PATH, ITEM)).toBe(
      lines(
        'mcpServers:',
        '  -   name: ours',
        '      command: npx',
        '      env:',
        '        A: b',
        '',
        '  # about a',
        '  - name: a',
      ),
    );
  });
});

test('for people’s eyes, the item that holds no secret is shown, and it alone', () => {
  const items = lines(
    'mcpServers:',
    '  - name: ours',
    '    env: { A: eu }',
    '  - name: b',
    '    env: { A: canary }',
  );
  expect(listed.mask(items, ITEM_PATH)).toContain('{ A: eu }');
  expect(listed.mask(items, ITEM_PATH)).not.toContain('canary');
});
