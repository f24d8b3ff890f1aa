import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MASK } from '#core/ports/exporter.ts';
import { vscode } from '../../../electron/exporters/vscode.ts';

const { editor, path } = vscode;
const ID = 'keyrack-0b6f6f0e-52a5-4a3a-9a53-7a6f3a1f0c11-7d0f8a52';
const entry = {
  server: 'unizo-dev',
  keyId: '0b6f6f0e-52a5-4a3a-9a53-7a6f3a1f0c11',
  delivery: '7d0f8a52-3b1c-4e6d-9a0b-5c4d3e2f1a0b',
  variable: 'UNIZO_API_KEY',
  set: {},
  launch: { command: ['npx', '@unizo/mcp'] },
  reference: 'UNIZO_DEV_API_KEY',
  mechanism: 'input' as const,
  launcher: [],
  platform: 'linux' as const,
  file: '/f',
};
const value = vscode.render(entry, () => MASK);
const at = path(entry.server);
const prompt = { type: 'promptString', id: 'theirs', description: 'Theirs', password: true };

const eol = fc.constantFrom('\n', '\r\n');
const document = fc
  .record({
    others: fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.constant({ command: 'x' }), { maxKeys: 3 }),
    inputs: fc.option(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { maxLength: 3 })),
    first: fc.boolean(),
    indent: fc.constantFrom(0, 2, '\t'),
    comment: fc.boolean(),
    eol,
  })
  .map(({ others, inputs, first, indent, comment, eol: end }) => {
    const list = inputs === null ? {} : { inputs: inputs.map((id) => ({ ...prompt, id })) };
    const whole = first ? { ...list, servers: others } : { servers: others, ...list };
    const text = JSON.stringify(whole, null, indent).replaceAll('\n', end);
    return comment ? `// "inputs" of ours${end}${text}${end}` : text;
  });

describe('an entry with a prompt', () => {
  test('is read as it was put, and taken out it leaves the bytes that were there', () => {
    fc.assert(
      fc.property(document, (text) => {
        const put = editor.put(text, at, value);
        expect(editor.read(put, at)).toEqual(value);
        expect(editor.put(put, at, value)).toBe(put);
        expect(editor.remove(put, at)).toBe(text);
      }),
    );
  });

  test('leaves what others put beside it meanwhile', () => {
    fc.assert(
      fc.property(document, fc.boolean(), (text, before) => {
        const ours = (one: string) => editor.put(one, at, value);
        const foreign = (one: string) => editor.put(one, path('other-one'), { command: 'y' });
        const both = before ? ours(foreign(text)) : foreign(ours(text));
        expect(editor.read(editor.remove(both, at), path('other-one'))).toEqual({ command: 'y' });
        expect(editor.read(editor.remove(both, at), at)).toBeUndefined();
      }),
    );
  });

  test('shows where its prompt was changed, or is gone', () => {
    const put = editor.put('{}', at, value);
    const other = put.replace('"password": true', '"password": false');
    expect(editor.read(other, at)).not.toEqual(value);
    expect(editor.read(put.replace(`"id": "${ID}"`, '"id": "x"'), at)).not.toEqual(value);
    expect(editor.put(other, at, value)).toBe(put);
  });

  test('is refused where its prompt’s id is somebody else’s, and nothing is changed', () => {
    const theirs = JSON.stringify({ servers: {}, inputs: [{ ...prompt, id: ID }] });
    expect(() => editor.put(theirs, at, value)).toThrow(/prompt with the id/);
  });

  test.each(['{"inputs": {}}', '{"inputs": 1}', '{"inputs": [], "inputs": []}'])(
    'is refused where the list of prompts is none: %s',
    (text) => expect(() => editor.put(text, at, value)).toThrow(/left alone/),
  );

  test('goes on without the prompt where it names none any more', () => {
    const put = editor.put('{\n  "servers": {}\n}\n', at, value);
    expect(editor.put(put, at, { command: 'npx' })).not.toContain('inputs');
  });

  test('holds no secret, and opens none', () => {
    vscode.render(entry, () => {
      throw new Error('the secret was asked for');
    });
  });

  test('gives the server what was entered, and nothing where the prompt is gone', () => {
    const lookup = (name: string) => (name === ID ? 'entered' : null);
    const read = vscode.readEntry?.(value, { file: '/f', lookup });
    expect(read).toMatchObject({ launch: { env: { UNIZO_API_KEY: 'entered' } }, missing: [], unfilled: [] });
    const { '#prompts': _, ...alone } = value as Record<string, never>;
    expect(vscode.readEntry?.(alone, { file: '/f', lookup })?.missing).toEqual([ID]);
  });
});
