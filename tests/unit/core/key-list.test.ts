import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { chosenKeys, keyList } from '#core/key-list.ts';
import type { Key } from '#shared/model/key.ts';
import { readCsv } from '#tests/fakes/csv-reader.ts';
import { liveKey, readerKey, towerKey } from '#tests/fakes/rows.ts';
import { createFakeServices } from '#tests/fakes/services.ts';

const { services } = createFakeServices();
const list = (keys: readonly Key[], format: 'csv' | 'json') => keyList(services, keys, format);

/** What a spreadsheet takes for a formula. */
const RUN = /^[=+\-@\t\r\n＝＋－＠]/;
const HEAD =
  'id,name,environment,stage,service,connection,variable,hint,held,status,scopes,tags,description,testMode,createdAt,expiresAt,lastUsedAt,rotationDueAt,checkedAt,allowedIps,rateLimit,remoteId,deliveredTo';

describe('the list of keys that leaves Keyrack', () => {
  it('has the same columns in the same order, whatever is in it', () => {
    expect(list([], 'csv')).toBe(`${HEAD}\r\n`);
    expect(readCsv(list([readerKey], 'csv'))[0]).toEqual(HEAD.split(','));
    expect(Object.keys(JSON.parse(list([readerKey], 'json'))[0])).toEqual(HEAD.split(','));
  });

  it('names places and services as people do', () => {
    const [reader, live, tower] = JSON.parse(list([readerKey, liveKey, towerKey], 'json'));
    expect(reader).toMatchObject({
      environment: 'Development',
      service: 'Playground',
      connection: 'Playground',
    });
    expect(live).toMatchObject({ environment: 'Production', stage: 'production' });
    expect(tower.service).toBe('Tower');
  });

  it('holds no fingerprint and no notes', () => {
    const marked = { ...readerKey, fingerprint: 'fingerprint-of-it', notes: 'notes-of-it' };
    for (const format of ['csv', 'json'] as const) expect(list([marked], format)).not.toMatch(/-of-it/);
  });

  it('is read by a strict reader as what it was, and a spreadsheet runs none of it', () => {
    const hostile = fc.string({
      unit: fc.constantFrom(...'=+-@＝＋－＠\t\r\n",;\'a|🔑\u202eé'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(hostile, hostile, (name, tag) => {
        const [, row = []] = readCsv(list([{ ...readerKey, name, tags: [tag, 'b'] }], 'csv'));
        const [shown = '', tags = ''] = [row[1], row[11]];
        const tamed = (text: string) => (RUN.test(text) ? `'${text}` : text);
        expect([shown, tags]).toEqual([tamed(name), tamed(`${tag} b`)]);
        expect([shown, tags].filter((cell) => RUN.test(cell))).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});

it('is not written where a key of it went meanwhile', () => {
  expect(() => chosenKeys(services, [readerKey.id, crypto.randomUUID()])).toThrow(AppError);
});
