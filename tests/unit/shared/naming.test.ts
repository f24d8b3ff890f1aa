import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { environmentChangesSchema, newEnvironmentSchema } from '#shared/model/environment.ts';
import { nameSchema } from '#shared/model/text-fields.ts';
import { NAMING_PARTS, nameFrom, namingProblem } from '#shared/text/naming.ts';

const ALL = {
  tool: 'Claude Desktop',
  purpose: 'contacts',
  service: 'Unizo',
  environment: 'Development',
  stage: 'development',
};

describe('a name by a pattern', () => {
  test.each([
    ['<tool> - <purpose>', ALL, 'Claude Desktop - contacts'],
    ['<tool> - <purpose>', { tool: 'n8n' }, 'n8n'],
    ['<tool> - <purpose>', { purpose: 'contacts' }, 'contacts'],
    ['<tool> - <purpose>', { tool: '  ', purpose: '' }, ''],
    ['<service>/<environment>/<tool>', ALL, 'Unizo/Development/Claude Desktop'],
    ['<service>/<environment>/<tool>', { service: 'Unizo', tool: 'n8n' }, 'Unizo/n8n'],
    ['<service>/<environment>/<purpose>/<tool>', { service: 'Unizo', tool: 'n8n' }, 'Unizo/n8n'],
    ['<tool> (<purpose>)', { tool: 'n8n' }, 'n8n'],
    ['<tool> (<purpose>), <stage>', { tool: 'n8n', stage: 'staging' }, 'n8n, staging'],
    ['acme <tool><purpose>', { purpose: 'sync' }, 'acme sync'],
    ['<tool>: a < b > c', { tool: 'n8n' }, 'n8n: a < b > c'],
    // What words bring along is a word, and no part.
    ['<tool> - <purpose>', { tool: '<purpose>', purpose: '$& <tool>' }, '<purpose> - $& <tool>'],
    ['<tool> - <purpose>', { tool: 'a\u202eb\nc', purpose: '\uffff' }, 'a b c'],
    ['<tool> - <purpose>', { tool: 'é', purpose: '日本' }, 'é - 日本'],
  ] as const)('%s of %j', (pattern, words, name) => {
    expect(nameFrom(pattern, words)).toBe(name);
  });

  test('is a name that a key may have, or empty, whatever pattern and words hold', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    const part = fc.constantFrom(...NAMING_PARTS.map((name) => `<${name}>`), ' - ', '/', '(', ')', ' ');
    const pattern = fc.array(fc.oneof(part, text), { maxLength: 12 }).map((parts) => parts.join(''));
    const words = fc.record(
      { tool: text, purpose: text, service: text, environment: text, stage: text },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(pattern, words, (shape, known) => {
        const name = nameFrom(shape, known);
        expect([...name].length).toBeLessThanOrEqual(120);
        expect(name).toBe(name.trim());
        expect(name).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\uffff]/u);
        expect(nameFrom(shape, known)).toBe(name);
      }),
    );
  });

  test('holds every word that is known, once and in order, where the pattern names its part', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(word, word, fc.boolean(), fc.boolean(), (tool, purpose, hasTool, hasPurpose) => {
        const known = [...(hasTool ? [tool] : []), ...(hasPurpose ? [purpose] : [])];
        const words = { ...(hasTool ? { tool } : {}), ...(hasPurpose ? { purpose } : {}) };
        expect(nameFrom('<tool> - <purpose>', words)).toBe(known.join(' - '));
      }),
    );
  });
});

describe('a pattern', () => {
  test.each([
    ['<tool> - <purpose>', null],
    ['<stage>: <purpose>', null],
    ['Key', 'Use <tool> or <purpose>: without them all keys would have one name.'],
    ['<service> <stage>', 'Use <tool> or <purpose>: without them all keys would have one name.'],
    ['<tool> <team>', '<team> means nothing here. Use <tool>, <purpose>, <service>, <environment>, <stage>.'],
    ['<Tool>', '<Tool> means nothing here. Use <tool>, <purpose>, <service>, <environment>, <stage>.'],
    ['<tool> <>', '<> means nothing here. Use <tool>, <purpose>, <service>, <environment>, <stage>.'],
  ])('%s', (pattern, problem) => {
    expect(namingProblem(pattern)).toBe(problem);
    const input = { name: 'Development', stage: 'development', namingPattern: pattern };
    expect(newEnvironmentSchema.safeParse(input).success).toBe(problem === null);
  });
});

describe('what an environment may prescribe', () => {
  const id = crypto.randomUUID();
  test.each([
    [{ rotateAfterDays: null }, true],
    [{ rotateAfterDays: 1 }, true],
    [{ rotateAfterDays: 3650 }, true],
    [{ rotateAfterDays: 0 }, false],
    [{ rotateAfterDays: -30 }, false],
    [{ rotateAfterDays: 1.5 }, false],
    [{ rotateAfterDays: 3651 }, false],
    [{ rotateAfterDays: '90' }, false],
    [{ copyPolicy: 'copy-once' }, true],
    [{ copyPolicy: 'never' }, false],
    [{ namingPattern: '' }, false],
    [{ namingPattern: `<tool>${'x'.repeat(115)}` }, false],
    [{ namingPattern: '<tool>\u202e' }, false],
    [{ archivedAt: null }, false],
    [{ position: 1 }, false],
  ])('%j', (changes, fine) => {
    expect(environmentChangesSchema.safeParse({ id, ...changes }).success).toBe(fine);
  });
});

describe('a name that nobody can see or tell apart', () => {
  test.each([
    ['', 'Enter a name.'],
    ['   ', 'Enter a name.'],
    ['\u200b', 'Enter a name that can be seen.'],
    [' \u200d\ufeff ', 'Enter a name that can be seen.'],
    ['\u2060\u200e', 'Enter a name that can be seen.'],
  ])('%j is none', (name, told) => {
    expect(nameSchema.safeParse(name).error?.issues[0]?.message).toBe(told);
  });

  test.each(['👩‍💻', 'مفتاح', '\u200fabc', 'नमस्\u200dते'])('%j is one', (name) => {
    expect(nameSchema.safeParse(name).success).toBe(true);
  });
});
