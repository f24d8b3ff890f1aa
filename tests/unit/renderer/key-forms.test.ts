import { describe, expect, test } from 'vitest';
import type { Key } from '#shared/model/key.ts';
import { type Offer, SHOWN_FIELDS } from '#shared/model/provider.ts';
import { parseIps, sameSet } from '../../../renderer/features/rack/allowed-ips.ts';
import { conditionOf } from '../../../renderer/features/rack/detail/alerts/condition.ts';
import {
  changesOf,
  type EditForm,
  editFormOf,
  editFormSchema,
} from '../../../renderer/features/rack/edit/edit-form.ts';
import { NO_SHOWN, shownOf } from '../../../renderer/features/rack/guide/shown-form.ts';
import { wayWords } from '../../../renderer/text/operations.ts';

describe('allowed addresses', () => {
  test.each([
    ['', [], []],
    [' \n\t\n', [], []],
    ['203.0.113.7', ['203.0.113.7'], []],
    ['10.0.0.0/8\r\n2001:db8::/32\n::1', ['10.0.0.0/8', '2001:db8::/32', '::1'], []],
    ['10.0.0.1, 10.0.0.2;10.0.0.3', ['10.0.0.1', '10.0.0.2', '10.0.0.3'], []],
    ['10.0.0.1\n10.0.0.1', ['10.0.0.1'], []],
    ['300.1.2.3', [], ['300.1.2.3']],
    ['10.0.0.0/33', [], ['10.0.0.0/33']],
    ['10.0.0.1/', [], ['10.0.0.1/']],
    ['2001:db8::/129', [], ['2001:db8::/129']],
    ['example.com', [], ['example.com']],
    ['0x7f.1', [], ['0x7f.1']],
    ['*', [], ['*']],
    ['10.0.0.1\n<script>', ['10.0.0.1'], ['<script>']],
    ['１０.0.0.1', [], ['１０.0.0.1']],
  ])('are read from %j', (text, ips, wrong) => {
    expect(parseIps(text)).toEqual({ ips, wrong });
  });

  test('are the same whatever their order', () => {
    expect(sameSet(['a', 'b'], ['b', 'a'])).toBe(true);
    expect(sameSet(['a'], ['a', 'b'])).toBe(false);
    expect(sameSet(['a', 'a'], ['a'])).toBe(true);
    expect(sameSet([], [])).toBe(true);
  });
});

describe('what the console shows beside a key', () => {
  const read = (fields: Partial<typeof NO_SHOWN>) => shownOf({ ...NO_SHOWN, ...fields }, SHOWN_FIELDS);

  test('is not sent where it was left empty', () => {
    expect(read({ rateLimit: '  ' })).toEqual({ value: {}, problems: {} });
  });

  test('is sent as it was typed; a day is meant to its end', () => {
    expect(read({ expiresAt: '2028-02-29', rateLimit: ' 100 a minute ', remoteId: 'key_1' })).toEqual({
      value: { expiresAt: '2028-02-29T23:59:59.000Z', rateLimit: '100 a minute', remoteId: 'key_1' },
      problems: {},
    });
  });

  test('is only asked for where the service names it', () => {
    expect(shownOf({ ...NO_SHOWN, remoteId: 'key_1' }, ['expiresAt']).value).toEqual({});
  });

  test.each([
    ['expiresAt', 'tomorrow'],
    ['expiresAt', '2027-02-29'],
    ['expiresAt', '2027-13-01'],
    ['expiresAt', '2027-1-1'],
    ['expiresAt', '99999-01-01'],
    ['remoteId', 'two words'],
    ['remoteId', 'é'],
    ['remoteId', 'x'.repeat(257)],
    ['rateLimit', 'x'.repeat(121)],
  ] as const)('is refused at its field: %s %j', (field, text) => {
    const { value, problems } = read({ [field]: text });
    expect(value).toEqual({});
    expect(Object.keys(problems)).toEqual([field]);
    expect(problems[field]).not.toBe('');
  });
});

describe('an edit', () => {
  const key = {
    id: '9b2d6f60-1c1e-4a53-9c76-0e1f8a9d2b11',
    name: 'CI',
    description: '',
    tags: ['a', 'b'],
    variable: 'API_KEY',
    allowedIps: ['10.0.0.1'],
  } as unknown as Key;
  const changed = (fields: Partial<EditForm>) => changesOf(key, { ...editFormOf(key), ...fields });

  test('sends what was changed and nothing else', () => {
    expect(changed({})).toEqual({ id: key.id });
    expect(changed({ tags: 'b,a , a', allowedIps: ' 10.0.0.1 ' })).toEqual({ id: key.id });
    expect(changed({ name: 'CI 2' })).toEqual({ id: key.id, name: 'CI 2' });
    expect(changed({ tags: '' })).toEqual({ id: key.id, tags: [] });
    expect(changed({ allowedIps: '' })).toEqual({ id: key.id, allowedIps: [] });
    expect(changed({ variable: ' ' })).toEqual({ id: key.id, variable: null });
  });

  test.each<[keyof EditForm, string]>([
    ['name', ''],
    ['name', 'a\u202eb'],
    ['variable', '1ABC'],
    ['variable', 'A-B'],
    ['allowedIps', '10.0.0.1\nnowhere'],
  ])('is refused at its field: %s %j', (field, text) => {
    const checked = editFormSchema(key).safeParse({ ...editFormOf(key), [field]: text });
    expect(checked.error?.issues.map((issue) => issue.path[0])).toEqual([field]);
  });
});

describe('an alert', () => {
  test.each([
    ['1000', 'hour', 'api_requests > 1000/hour'],
    [' 5 ', 'minute', 'api_requests > 5/minute'],
    ['0', 'hour', null],
    ['-1', 'hour', null],
    ['1.5', 'hour', null],
    ['1e3', 'day', null],
    ['', 'day', null],
    ['1 or 1', 'day', null],
    ['9999999999', 'day', null],
  ] as const)('of more than %j requests per %s is %j', (count, interval, expected) => {
    expect(conditionOf(count, interval)).toBe(expected);
  });
});

describe('how a connection makes keys', () => {
  const offer = (fields: Partial<Offer>) => ({ evidence: 'documented', why: null, ...fields }) as Offer;

  test('is told apart in a word', () => {
    const words = [
      offer({ way: 'api' }),
      offer({ way: 'guided' }),
      offer({ way: 'api', evidence: 'inferred' }),
      offer({ way: null, why: 'Its plan has none.' }),
    ].map((each) => wayWords(each, 'Service'));
    expect(new Set(words.map(({ word }) => word)).size).toBe(4);
    expect(words[3]?.text).toBe('Its plan has none.');
  });
});
