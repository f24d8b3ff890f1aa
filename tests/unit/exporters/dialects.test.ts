import { expect, test } from 'vitest';
import { exporters } from '../../../electron/exporters/index.ts';

// What a file may hold is what its client reads: an entry in a file that the client refuses would serve nobody.

const COMMENT = '{\n  // mine\n  "theme": "dark"\n}\n';
const TRAILING_COMMA = '{\n  "theme": "dark",\n}\n';

test.each([
  ['kiro', true, true],
  ['copilot', true, true],
  ['gemini', true, false],
  ['vscode', true, true],
  ['zed', true, true],
  ['opencode', true, true],
  ['claude-code', false, false],
  ['cline', false, false],
])('%s reads comments: %s, trailing commas: %s', (id, comments, commas) => {
  const exporter = exporters.find((one) => one.id === id);
  const reads = (text: string) => () => exporter?.editor.read(text, exporter.path('a'));
  for (const [text, taken] of [
    [COMMENT, comments],
    [TRAILING_COMMA, commas],
  ] as const) {
    if (taken) expect(reads(text)()).toBeUndefined();
    else expect(reads(text)).toThrow(/left alone/);
  }
});
