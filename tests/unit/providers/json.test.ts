import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkJsonType, parseJson } from '../../../electron/providers/http/json.ts';

const read = (text: string, maxDepth = 64) => parseJson('Acme', new TextEncoder().encode(text), maxDepth);
const nest = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('the JSON of an answer', () => {
  it('may be nested as deep as the cap, and no deeper', () => {
    expect(read(nest(64))).toHaveLength(1);
    expect(() => read(nest(65))).toThrow(/nested deeper than 64/);
    expect(() => read(`{"a":${nest(64)}}`)).toThrow(/nested deeper/);
    expect(() => read('['.repeat(1_000_000))).toThrow(/nested deeper/);
  });

  it.each(['"[[[["', '"\\"[[[["', '"\\\\"', '{"[":"{"}', '["a","[","]"]'])(
    'does not count brackets within text: %s',
    (text) => {
      expect(read(text, 1)).toEqual(JSON.parse(text));
    },
  );

  it('is judged in one pass, however many quotes are left open', () => {
    expect(() => read('"\\'.repeat(500_000))).toThrow(/not whole JSON/);
  });

  it('is read as any other reader does', () => {
    void fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        expect(read(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('is never quoted when it is broken', () => {
    expect.assertions(1);
    try {
      read('{"secret":"CANARY",}');
    } catch (error) {
      expect(`${(error as Error).message}${(error as Error).stack}${(error as Error).cause}`).not.toContain(
        'CANARY',
      );
    }
  });

  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON',
    'application/problem+json',
  ])('may call itself %s', (type) => {
    checkJsonType('Acme', type);
  });

  it.each([
    null,
    '',
    'text/html',
    'text/json',
    'application/jsonp',
    'application/json-seq',
    'x application/json',
  ])('may not call itself %s', (type) => {
    expect(() => checkJsonType('Acme', type)).toThrow(/not JSON/);
  });
});
