import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { ImportItem } from '#core/ports/importer.ts';
import { importers } from '../../../electron/exporters/imports/index.ts';

const read = (id: string, text: string): readonly ImportItem[] => {
  const importer = importers.find((each) => each.id === id);
  if (importer === undefined) throw new Error(`no importer ${id}`);
  return importer.read(text);
};
const told = (items: readonly ImportItem[]) =>
  items.map(({ name, variable, isKey, secret, unclear }) => [
    name,
    variable,
    isKey,
    secret.expose(),
    unclear !== null,
  ]);
const recognised = (text: string) => importers.find((each) => each.recognises(text))?.id;

const CSV = [
  'Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes',
  'Stripe API key,https://stripe.com,,sk_live_canary0123456789,,false,false,,',
  'Mail,https://mail.example,me@example.com,hunter2hunter2,otpauth://x,true,false,,"two',
  'lines, and ""quotes"""',
  'Empty,,me,,,false,false,,',
].join('\n');

describe('a 1Password CSV', () => {
  const items = [
    ['Stripe API key', null, true, 'sk_live_canary0123456789', false],
    ['Mail', null, false, 'hunter2hunter2', false],
  ];
  it.each([
    ['as it is', CSV],
    ['with a byte order mark', `\uFEFF${CSV}`],
    ['with line ends of Windows', CSV.replaceAll('\n', '\r\n')],
    ['in small letters', CSV.replace(/^.*$/m, (head) => head.toLowerCase())],
    ['with blank lines at its end', `${CSV}\n\n\n`],
  ])('%s is read', (_what, text) => {
    expect(told(read('1password', text))).toEqual(items);
    expect(recognised(text)).toBe('1password');
  });

  it('is read by the names of its columns, whatever their order', () => {
    expect(told(read('1password', 'Password,Title\nabcdefgh1,Deploy token'))).toEqual([
      ['Deploy token', null, true, 'abcdefgh1', false],
    ]);
  });

  it('takes names of object members for titles like others', () => {
    const text = 'Title,Password\n__proto__,abcdefgh1\nconstructor,abcdefgh2';
    expect(told(read('1password', text)).map(([name]) => name)).toEqual(['__proto__', 'constructor']);
  });
});

describe('a Bitwarden JSON', () => {
  const file = (items: unknown, more: object = {}) =>
    JSON.stringify({ encrypted: false, folders: [], items, ...more });
  it('gives passwords of logins and hidden fields of any item', () => {
    const text = file([
      {
        type: 1,
        name: 'OpenAI',
        login: { username: null, password: 'sk-canary0123456789abc', totp: null, uris: [] },
      },
      { type: 1, name: 'Mail', login: { username: 'me', password: 'hunter2hunter2' } },
      {
        type: 2,
        name: 'Acme',
        notes: 'not read',
        secureNote: { type: 0 },
        fields: [
          { name: 'API_TOKEN', value: 'canary-token-1', type: 1 },
          { name: 'shown', value: 'not taken', type: 0 },
          { name: 'empty', value: null, type: 1 },
        ],
      },
      { type: 1, name: 'Binned', deletedDate: '2026-01-01T00:00:00Z', login: { password: 'canary-gone-12' } },
      { type: 3, name: 'Card', card: { number: '4111' } },
    ]);
    expect(told(read('bitwarden', text))).toEqual([
      ['OpenAI', null, true, 'sk-canary0123456789abc', false],
      ['Mail', null, false, 'hunter2hunter2', false],
      ['Acme API_TOKEN', 'API_TOKEN', true, 'canary-token-1', false],
    ]);
    expect(recognised(text)).toBe('bitwarden');
    expect(read('bitwarden', `\uFEFF${text}`)).toHaveLength(3);
  });

  it.each([
    ['for the account', { encrypted: true, encKeyValidation_DO_NOT_EDIT: '2.x', items: [] }],
    ['with a password', { encrypted: true, passwordProtected: true, salt: 'x', data: '2.x' }],
  ])('that is encrypted %s is refused, with what to do', (_what, content) => {
    expect(() => read('bitwarden', JSON.stringify(content))).toThrow(/encrypted export/);
  });
});

describe('a .env', () => {
  it('is read as the target reads it; settings are told from keys', () => {
    const text = `# c\nPORT=8080\nexport STRIPE_KEY='sk_live_canary0123456789'\nREF_TOKEN=\${OTHER}\nDB_PASSWORD="pa$$word12"\nEMPTY_KEY=\n`;
    expect(told(read('dotenv', text))).toEqual([
      ['PORT', 'PORT', false, '8080', false],
      ['STRIPE_KEY', 'STRIPE_KEY', true, 'sk_live_canary0123456789', false],
      ['DB_PASSWORD', 'DB_PASSWORD', true, 'pa$$word12', true],
    ]);
    expect(recognised(text)).toBe('dotenv');
  });
});

test.each([
  ['1password', 'a quote that is not closed', 'Title,Password\nA,"canary-1234'],
  ['1password', 'a quote in the middle of a field', 'Title,Password\nA,can"ary-1234'],
  ['1password', 'a line with more fields', 'Title,Password\nA,canary-1234,x'],
  ['1password', 'a line with fewer fields', 'Title,Url,Password\nA,canary-1234'],
  ['1password', 'a NUL', 'Title,Password\nA,canary-\0-1234'],
  ['1password', 'a column twice', 'Title,Password,password\nA,canary-1234,canary-5678'],
  ['1password', 'no password column', 'Title,Secret\nA,canary-1234'],
  ['1password', 'nothing', ''],
  ['1password', 'a field of two megabytes', `Title,Password\nA,"canary${'x'.repeat(2_000_000)}`],
  ['bitwarden', 'half of a JSON', '{"items":[{"name":"canary-1234"'],
  ['bitwarden', 'no items', '{"canary-1234":1}'],
  ['bitwarden', 'items that are no list', '{"items":{"canary-1234":1}}'],
  ['bitwarden', 'an item that is no object', '{"items":["canary-1234"]}'],
  ['bitwarden', 'a password that is no text', '{"items":[{"login":{"password":["canary-1234"]}}]}'],
  ['bitwarden', 'a million brackets', `{"items":${'['.repeat(1_000_000)}`],
  ['bitwarden', 'a deep item', `{"items":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
  ['dotenv', 'a quote that is not closed', "A_KEY='canary-1234\n"],
  ['dotenv', 'a variable twice', 'A_KEY=canary-1234\nA_KEY=canary-5678\n'],
  ['dotenv', 'a NUL', 'A_KEY=canary-\0-1234\n'],
])('%s with %s is refused as a whole, and no refusal quotes the file', (id, _what, text) => {
  let error: unknown;
  try {
    read(id, text);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: 'file-refused' });
  expect(JSON.stringify([(error as AppError).message, (error as AppError).next])).not.toContain('canary');
});

test('whatever text is read, it is read or refused', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.array(fc.string()).map((cells) => `Title,Password\n${cells.join(',')}`),
    fc.json().map((items) => `{"items":${items}}`),
  );
  fc.assert(
    fc.property(anything, fc.constantFrom('1password', 'bitwarden', 'dotenv'), (text, id) => {
      try {
        for (const { secret } of read(id, text)) expect(secret.length).toBeGreaterThan(0);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
      }
    }),
    { numRuns: 500 },
  );
});
