import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { reportOf } from '#core/delivering/testing/report.ts';
import { tailOf } from '#core/delivering/testing/tail.ts';
import { Secret } from '#core/secret.ts';

const VALUE = 'acme-canary-4f9a1c7e2b8d/+?';
const report = (output: string, secrets = [new Secret(VALUE)]) =>
  reportOf(
    { ok: true, message: output, quotes: true, output },
    { secrets, notes: [output], milliseconds: 1 },
  );

const FORMS: Record<string, (value: string) => string> = {
  'as it is': (value) => value,
  'in JSON': (value) => JSON.stringify(value).slice(1, -1),
  'in an address': encodeURIComponent,
  'in an address, in small letters': (value) =>
    encodeURIComponent(value).replaceAll(/%../g, (code) => code.toLowerCase()),
  'in hex': (value) => Buffer.from(value).toString('hex'),
  'in hex, in capitals': (value) => Buffer.from(value).toString('hex').toUpperCase(),
  'in base64': (value) => Buffer.from(value).toString('base64').replace(/=+$/, ''),
  'in base64 for addresses': (value) => Buffer.from(value).toString('base64url'),
};

describe('SECURITY: a value is cut out of a report', () => {
  // Long enough that no form of one stands in a text by chance.
  const values = fc.string({ minLength: 12, maxLength: 60 }).filter((value) => value.trim() === value);

  test.each(Object.entries(FORMS))('%s', (_name, form) => {
    fc.assert(
      fc.property(values, (value) => {
        expect(new Secret(value).hideIn(`before ${form(value)} behind`)).not.toContain(form(value));
      }),
    );
  });

  it('wherever in a text in base64 it begins, but for the characters that it shares with what is beside it', () => {
    fc.assert(
      fc.property(
        values,
        fc.string({ maxLength: 9 }),
        fc.string({ maxLength: 9 }),
        (value, before, after) => {
          const hidden = new Secret(value).hideIn(Buffer.from(before + value + after).toString('base64'));
          expect(hidden).toContain('[secret]');
          const left = Buffer.from(hidden.split('[secret]').join(''), 'base64').toString();
          expect(left).not.toContain(value.slice(4, -4));
        },
      ),
    );
  });

  it('before lines are cut, so that no half of it stays at the end of one', () => {
    const line = `${' '.repeat(390)}x ${VALUE}`;
    expect(JSON.stringify(report(line))).not.toContain(VALUE.slice(0, 6));
  });

  it('where colours of a terminal part it', () => {
    const parted = `${VALUE.slice(0, 7)}\u001b[31m${VALUE.slice(7)}\u001b[0m`;
    expect(JSON.stringify(report(parted))).not.toContain(VALUE.slice(7, 15));
  });

  it('with whatever else looks like a key', () => {
    const { message, output } = report('sk_live_4f9a1c7e2b8d4f9a1c7e2b8d', []);
    expect([message, ...output].join()).not.toContain('4f9a1c7e');
  });

  it('but not with an id or a path in words of ours, which may be pasted', () => {
    const line =
      'keyrack exec --key 0b6f6f0e-52a5-4a3a-9a53-7a6f3a1f0c11=ACME_API_KEY in /home/ada1990/projects/x';
    const { message, notes } = reportOf(
      { ok: false, message: line },
      { secrets: [new Secret(VALUE)], notes: [line], milliseconds: 1 },
    );
    expect([message, ...notes]).toEqual([line, line]);
  });

  it('and what cannot be seen is not handed on', () => {
    expect(report('a\u0007b\u202ec').output).toEqual(['a b c']);
  });
});

describe('the last of what a program says', () => {
  async function* pieces(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
    for (const text of texts) yield new TextEncoder().encode(text);
  }
  const tail = async (...texts: readonly string[]) => {
    const kept = tailOf(pieces(...texts));
    await new Promise((resolve) => setTimeout(resolve, 0));
    return kept;
  };

  it('is all of it where that is little, also where a letter is in two pieces', async () => {
    const bytes = new TextEncoder().encode('ä');
    async function* parted() {
      yield bytes.slice(0, 1);
      yield bytes.slice(1);
    }
    const kept = tailOf(parted());
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect([kept.text(), kept.cut()]).toEqual(['ä', false]);
  });

  it('SECURITY: has no line without its beginning, which could end with a half of a value', async () => {
    const long = 'x'.repeat(80_000);
    expect((await tail(`${long}half`, ' of it\nnext\n')).text()).toBe('next\n');
    expect((await tail(`${long}half`, ' of it')).text()).toBe('');
    expect((await tail(`first\n${long}\n`, 'last')).text()).toBe('last');
  });

  it('stays small whatever comes', async () => {
    const kept = await tail(...Array.from({ length: 50 }, () => `${'y'.repeat(3_000)}\n`));
    expect(kept.text().length).toBeLessThanOrEqual(65_536);
    expect(kept.cut()).toBe(true);
  });

  it('ends with a stream that is torn down', async () => {
    async function* torn(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode('so far');
      throw new Error('torn');
    }
    const kept = tailOf(torn());
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(kept.text()).toBe('so far');
  });
});
