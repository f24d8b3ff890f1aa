import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';
import { serviceWords } from '../../../electron/providers/http/words.ts';

const VALUE = 'pg_live_1234567890abcdefghijklmnop';
const sent = [new Secret(VALUE)];

describe('what a service says of an error', () => {
  it('is shown on one line, without what could pose as something else', () => {
    expect(serviceWords('Name\r\n\u001b[31mis\u202e\u200b taken', sent)).toBe('Name [31mis taken');
  });

  it('names no key, also where none was sent, and wherever it is shortened', () => {
    expect(serviceWords(`The key ${VALUE} of "Make" is unknown.`, [])).toBe(
      'The key [redacted] of "Make" is unknown.',
    );
    expect(serviceWords(`${'word '.repeat(37)}${VALUE}`, [])).not.toContain('pg_live');
    const id = '550e8400-e29b-41d4-a716-446655440000';
    expect(serviceWords(`No key has the id ${id}.`, [])).toContain(id);
  });

  it('is shortened', () => {
    expect(serviceWords('x'.repeat(5_000), sent)).toHaveLength(200);
  });

  it.each([null, undefined, 1, {}, ['x'], '', ' \n '])('is nothing where it is %j', (said) => {
    expect(serviceWords(said, sent)).toBeNull();
  });

  it('may name the prefix that is shown anyway', () => {
    expect(serviceWords('Unknown key pg_live_1234', sent)).toBe('Unknown key pg_live_1234');
  });

  it.each([
    ['as it is', VALUE],
    ['in capitals', VALUE.toUpperCase()],
    ['in base64', Buffer.from(VALUE).toString('base64')],
    ['with zero-width characters', [...VALUE].join('\u200b')],
    ['with spaces', [...VALUE].join(' ')],
    ['over two lines', `${VALUE.slice(0, 8)}\n${VALUE.slice(8)}`],
  ])('never repeats what was sent, %s', (_, form) => {
    expect(serviceWords(`Bad token ${form}.`, sent)).toBeNull();
  });

  it('never repeats 13 characters of what was sent, wherever they stand', () => {
    void fc.assert(
      fc.property(fc.string(), fc.nat(VALUE.length - 13), fc.string(), (before, at, after) => {
        return serviceWords(`${before}${VALUE.slice(at, at + 13)}${after}`, sent) === null;
      }),
    );
  });
});
