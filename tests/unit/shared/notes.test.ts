import { describe, expect, test } from 'vitest';
import { keyChangesSchema } from '#shared/model/key.ts';
import { notesSchema } from '#shared/model/text-fields.ts';

const problemOf = (text: string) => notesSchema.safeParse(text).error?.issues[0]?.message;
const ID = '0b9c6f0e-7a55-4a5c-9a53-4c1a0c6de001';

describe('notes on a key', () => {
  test.each([
    [''],
    ['Rotated with the team in March.\n\n- asked Ada\n\t- she said yes'],
    ['مفتاح — 鍵 🗝️'],
    ['x'.repeat(4_000)],
    ['👩‍💻'.repeat(1_000)],
    ['https://app.example.com/console/keys and /home/ada/.config/Claude/claude_desktop_config.json'],
    ['GET https://api.unisoft.world/integrations/v1/contacts'],
    ['ticket INFRA-12345-rotate-the-key, backup-of-2026-01-31-final.tar'],
    ['my-server-name-01-staging and s3-bucket-eu-west-1-logs'],
    ['See ticket 550e8400-e29b-41d4-a716-446655440000.'],
  ])('may be %j', (text) => {
    expect(notesSchema.parse(text)).toBe(text.normalize('NFC'));
  });

  test('keep one kind of line end', () => {
    expect(notesSchema.parse('one\r\ntwo')).toBe('one\ntwo');
  });

  test.each([
    ['a null', 'a\u0000b', /control characters/],
    ['an escape', '\u001b[31mred', /control characters/],
    ['a lone carriage return', 'visible\rhidden', /control characters/],
    ['a bidirectional override', 'abc\u202edef', /control characters/],
    ['a line separator', 'abc\u2028def', /control characters/],
    ['4,001 characters', 'x'.repeat(4_001), /at most 4,000 characters; these notes have 4,001/],
    ['4 MB', 'x'.repeat(4_194_304), /at most 4,000 characters; these notes have 4,194,304/],
    ['4 MB of what looks like keys', 'sk_live_4eC39HqLyjWDarjt '.repeat(170_000), /at most 4,000/],
  ])('are refused with %s', (_what, text, words) => {
    expect(problemOf(text)).toMatch(words);
  });

  test.each([
    ['pg_live_9fK2mQ7xTb4LwZ1c8Vd5'],
    ['the old one was ke_live_abcd1234efgh5678, keep it'],
    ['Authorization: Bearer AbCdEfGhIjKlMnOpQrStUvWx'],
    ['wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'],
    ['9a8d7-b6c5d-4e3f2-a1b0c'],
    ['Tq3_xZ9-pL0vB7nM2cR8wK5jH1gF4dS6'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U'],
    ['on a line\nof its own\nsk-ant-api03-0123456789abcdef'],
  ])('are refused where they hold what looks like a key: %j', (text) => {
    expect(problemOf(text)).toMatch(/do not belong into notes/);
  });

  test('are refused without the text in the words', () => {
    const changes = { id: ID, notes: 'pg_live_9fK2mQ7xTb4LwZ1c8Vd5' };
    expect(JSON.stringify(keyChangesSchema.safeParse(changes).error?.issues)).not.toContain('9fK2mQ7x');
  });
});
