import { format, inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';

const VALUE = 'sk_live_4eC39HqLyjWDarjtT1zdp7dc';
const secret = new Secret(VALUE);
const holder = { deep: { er: [{ secret }] } };

describe('a secret', () => {
  it.each<[string, () => string]>([
    ['a template string', () => `${secret}`],
    ['a sum of strings', () => `key: ${String(secret)}`],
    ['JSON', () => JSON.stringify(holder)],
    ['console and its placeholders', () => format('%s %o %O %j', secret, secret, secret, secret)],
    ['inspect, however deep', () => inspect(holder, { depth: null, showHidden: true, getters: true })],
    ['the message of an error', () => new Error(`refused: ${secret}`).message],
    ['a cause', () => inspect(new Error('refused', { cause: holder }), { depth: null, showHidden: true })],
  ])('is not printed by %s', (_by, print) => {
    expect(print()).not.toContain(VALUE);
    expect(print()).toContain('[secret]');
  });

  it('is left behind where an object is listed, spread, assigned or cloned', () => {
    expect(Reflect.ownKeys(secret)).toEqual([]);
    expect({ ...secret }).toEqual({});
    expect(Object.assign({}, secret)).toEqual({});
    expect(Object.keys(structuredClone(secret))).toEqual([]);
  });

  it('is compared by its value', () => {
    expect(secret.equals(new Secret(VALUE))).toBe(true);
    expect(secret.equals(new Secret(`${VALUE} `))).toBe(false);
    expect(secret.expose()).toBe(VALUE);
  });
});

describe('a text that gives a secret away', () => {
  const value = 'pass "word" &+/é';
  it.each([
    ['as it is', `x${value}y`, true],
    ['in JSON', JSON.stringify({ k: value }), true],
    ['in an address', `https://api.example.test/?k=${encodeURIComponent(value)}`, true],
    ['not at all', 'pass word', false],
  ])('has it %s', (_, text, found) => {
    expect(new Secret(value).isIn(text)).toBe(found);
  });

  it('counts each part of a credential, and none that is too short to say anything', () => {
    const parts = new Secret('{"id":"client","user":"a","secret":"s-e-c-r-e-t"}');
    expect(parts.isIn('it has s-e-c-r-e-t in it')).toBe(true);
    expect(parts.isIn('it has client in it')).toBe(true);
    expect(parts.isIn('it has a in it')).toBe(false);
    expect(new Secret('{no JSON').isIn('a {no JSON text')).toBe(true);
  });
});

describe('a hint', () => {
  it.each<[string, number, number | undefined, number]>([
    ['a third of a short value', 9, undefined, 3],
    ['nothing of a very short one', 2, undefined, 0],
    ['twelve characters of a long one', 200, undefined, 12],
    ['as much as the service publishes itself', 60, 16, 16],
    ['the twelve that Unisoft publishes, of a value as long as its own', 29, 12, 12],
    ['only what leaves twelve characters hidden, whatever the service publishes', 24, 20, 12],
    ['a third where less than that is hidden anyway', 9, 12, 3],
    ['nothing where the service publishes nothing', 60, 0, 0],
  ])('shows %s', (_what, length, published, shown) => {
    const value = Array.from({ length }, (_, index) => String.fromCharCode(97 + (index % 26))).join('');
    expect(new Secret(value).hint(published)).toBe(value.slice(0, shown));
  });
});
