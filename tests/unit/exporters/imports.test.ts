import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { ImportItem, ImportReading } from '#core/ports/importer.ts';
import { importers } from '../../../electron/exporters/imports/index.ts';

const reading = (id: string, text: string): ImportReading => {
  const importer = importers.find((each) => each.id === id);
  if (importer === undefined) throw new Error(`no importer ${id}`);
  return importer.read(text);
};
const read = (id: string, text: string) => reading(id, text).items;
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
  ['dotenv', 'a diary', 'Dear canary,\nA_KEY=b\ntoday I slept.\n'],
  ['dotenv', 'a line of a shell', '. ./canary.sh\nA_KEY=b\n'],
  ['dotenv', 'a JSON', '{"items":[{"login":{"password":"canary-1234"}}]}'],
  ['dotenv', 'more behind a value', 'A_KEY="b" canary-1234\n'],
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

const bitwardenOf = (...items: object[]) => JSON.stringify({ encrypted: false, folders: [], items });
const LOGIN = {
  type: 1,
  name: 'Stripe key',
  login: { username: null, password: 'canary-12345', totp: null },
};

test.each([
  ['dotenv', 'nothing else', '\n#--------\nA_KEY=canary-1234\n', []],
  ['dotenv', 'an old value in a comment', '# OLD_KEY=canary-0\n  # why\nA_KEY=canary-1234\n', ['2 comments']],
  ['dotenv', 'a comment behind a value', "A_KEY='canary-1234' # rotate in May\n", ['1 comment']],
  ['dotenv', 'what a # cuts off', 'A_PASSWORD=canary#1234\n', ['1 comment']],
  [
    'dotenv',
    'references and empty values',
    'A_KEY=canary-1234\nB=$A_KEY\nC=op://a/b/c\nD=\nE=""\n',
    ['2 references', '2 variables without a value'],
  ],
  ['1password', 'addresses and tags', 'Title,Url,Password,Favorite,Tags\nA,https://a,canary-1234,true,x', []],
  [
    '1password',
    'codes, notes and user names',
    'Title,Username,Password,OTPAuth,Notes\nA,me,canary-1234,otpauth://x,"a\nb"\nB,,canary-5678,,c',
    ['1 user name', '2 notes', '1 one-time password'],
  ],
  [
    '1password',
    'rows without a password',
    'Title,Username,Password,Notes\nA,,canary-1234,\nB,me,,\nC,,,recovery\n,,,\n,,,alone',
    ['2 items without a password', '2 notes'],
  ],
  ['1password', 'a column of others', 'Title,Password,PIN\nA,canary-1234,0000', ['1 other field']],
  ['bitwarden', 'nothing else', bitwardenOf({ ...LOGIN, id: 'x', reprompt: 0, notes: ' ', fields: [] }), []],
  [
    'bitwarden',
    'more of a login',
    bitwardenOf({
      ...LOGIN,
      notes: 'recovery',
      passwordHistory: [{ password: 'canary-1' }, { password: 'canary-2' }],
      login: { ...LOGIN.login, username: 'me', totp: 'otpauth://x', fido2Credentials: [{ keyValue: 'x' }] },
      fields: [
        { name: 'PIN', value: '0000', type: 0 },
        { name: 'none', value: null, type: 0 },
        { name: 'HIDDEN_KEY', value: 'canary-hidden', type: 1 },
      ],
    }),
    ['1 user name', '1 one-time password', '1 passkey', '1 note', '2 earlier passwords', '1 other field'],
  ],
  [
    'bitwarden',
    'items of other kinds',
    bitwardenOf(
      LOGIN,
      { type: 2, name: 'Diary', notes: 'dear', secureNote: { type: 0 }, login: null },
      { type: 2, name: 'Only a title', secureNote: { type: 0 } },
      { type: 1, name: 'No password', login: { username: 'me', password: null } },
      { type: 3, name: 'Card', card: { number: '4111' } },
      { type: 4, name: 'Me', identity: { ssn: '1' } },
      { type: 5, name: 'Server', sshKey: { privateKey: 'x' } },
      { type: 9, name: 'Of tomorrow', bankAccount: { iban: 'x' } },
      { type: 1, name: 'Gone', deletedDate: '2026-01-01T00:00:00Z', login: { password: 'canary-gone' } },
    ),
    [
      '1 note',
      '2 items without a password',
      '1 card',
      '1 identity',
      '1 SSH key',
      '1 other field',
      '1 item in the bin',
    ],
  ],
])('%s with %s: what no item stands for is told', (id, _what, text, told) => {
  const { items, passedOver } = reading(id, text);
  expect(items.length).toBeGreaterThan(0);
  expect([...passedOver].sort()).toEqual([...told].sort());
});

test('every text in a Bitwarden item is in an item of the import, told as passed over, or known as plain', () => {
  const members = fc.constantFrom('notes', 'card', 'identity', 'sshKey', 'ofTomorrow', 'passwordHistory');
  const values = fc.oneof(
    fc.constant('canary'),
    fc.constant({ in: 'canary' }),
    fc.constant(['canary']),
    fc.constant([{ in: { it: 'canary' } }]),
  );
  fc.assert(
    fc.property(members, values, fc.boolean(), (member, value, inLogin) => {
      const item = inLogin
        ? { ...LOGIN, login: { ...LOGIN.login, [member]: value } }
        : { ...LOGIN, [member]: value };
      expect(reading('bitwarden', bitwardenOf(item)).passedOver).toHaveLength(1);
    }),
  );
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
