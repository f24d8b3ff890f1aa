import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '#core/ports/http.ts';
import { nextLink } from '../../../electron/providers/engine/link-header.ts';
import { belowBase } from '../../../electron/providers/engine/pages.ts';
import { api, benchOf, manifestOf, type Reply } from './engine-bench.ts';

const COUNT = 1_234;
const ALL = Array.from({ length: COUNT }, (_, at) => ({ id: `k${at}`, name: `Key ${at}` }));
const HERE = 'https://api.acme.example';

const listing = (pagination: unknown, items = 'keys') =>
  manifestOf({ ops: { list: api('GET', '/keys', { items, pagination }) } });

const number = (url: URL, name: string): number => Number(url.searchParams.get(name) ?? '0');
const after = (id: string | null): number => (id === null ? 0 : ALL.findIndex((key) => key.id === id) + 1);

/** One row a kind: what the manifest says, and a service that speaks like it. */
const KINDS: Readonly<
  Record<string, { readonly pagination: unknown; readonly script: (url: URL) => Reply }>
> = {
  none: { pagination: { kind: 'none' }, script: () => ({ body: { keys: ALL } }) },
  'offset with a total': {
    pagination: { kind: 'offset', param: 'offset', sizeParam: 'limit', size: 100, total: 'page.total' },
    // It gives less than it is asked for, as some services do.
    script: (url) => {
      const offset = number(url, 'offset');
      return { body: { keys: ALL.slice(offset, offset + 70), page: { total: COUNT } } };
    },
  },
  'offset without one': {
    pagination: { kind: 'offset', param: 'offset', sizeParam: 'limit', size: 100 },
    script: (url) => {
      const offset = number(url, 'offset');
      return { body: { keys: ALL.slice(offset, offset + number(url, 'limit')) } };
    },
  },
  page: {
    pagination: { kind: 'page', param: 'page[number]', sizeParam: 'page[size]', size: 100 },
    script: (url) => {
      const size = number(url, 'page[size]');
      const start = (number(url, 'page[number]') - 1) * size;
      return { body: { keys: ALL.slice(start, start + size) } };
    },
  },
  cursor: {
    pagination: { kind: 'cursor', param: 'after', next: 'next', sizeParam: 'limit', size: 100 },
    script: (url) => {
      const start = after(url.searchParams.get('after'));
      const keys = ALL.slice(start, start + 100);
      return { body: { keys, next: start + 100 < COUNT ? keys.at(-1)?.id : null } };
    },
  },
  'last item': {
    pagination: { kind: 'last-item', param: 'after', member: 'id', more: 'has_more' },
    script: (url) => {
      const start = after(url.searchParams.get('after'));
      return { body: { keys: ALL.slice(start, start + 100), has_more: start + 100 < COUNT } };
    },
  },
  'next URL': {
    pagination: { kind: 'next-url', next: 'next' },
    script: (url) => {
      const start = number(url, 'from');
      const next = start + 100 < COUNT ? `/keys?from=${start + 100}` : '';
      return { body: { keys: ALL.slice(start, start + 100), next } };
    },
  },
  'Link header': {
    pagination: { kind: 'link-header' },
    script: (url) => {
      const start = number(url, 'from');
      const next = `<${HERE}/keys?from=${start + 100}>; rel="next", <${HERE}/keys>; rel="first"`;
      const headers: Record<string, string> = start + 100 < COUNT ? { link: next } : {};
      return { body: { keys: ALL.slice(start, start + 100) }, headers };
    },
  },
};

describe.each(Object.entries(KINDS))('a list that goes on by %s', (_, { pagination, script }) => {
  it('is read whole: 1,234 keys, each once, in order', async () => {
    const counts: number[] = [];
    const { service } = benchOf(listing(pagination), (_request, url) => script(url));
    const keys = await service.list({ onProgress: (read) => counts.push(read) });
    expect(keys.map(({ id }) => id)).toEqual(ALL.map(({ id }) => id));
    expect(counts.at(-1)).toBe(COUNT);
  });
});

describe('a list', () => {
  const rejected = (pagination: unknown, script: (request: HttpRequest, url: URL) => Reply) =>
    benchOf(listing(pagination), script).service.list();
  const PAGE = { kind: 'page', param: 'page', size: 2 };
  const NEXT = { kind: 'next-url', next: 'next' };

  it('ends with a page that brings nothing new', async () => {
    const { service, seen } = benchOf(listing(PAGE), () => ({ body: { keys: ALL.slice(0, 2) } }));
    expect(await service.list()).toHaveLength(2);
    expect(seen).toHaveLength(2);
  });

  it('that goes round in circles is refused', async () => {
    let page = 0;
    const script = () => {
      page += 1;
      return { body: { keys: [ALL[page]], next: page % 2 === 1 ? '/keys?b' : '/keys?a' } };
    };
    await expect(rejected(NEXT, script)).rejects.toMatchObject({
      code: 'service-failed',
      message: expect.stringContaining('circles'),
    });
    expect(page).toBeLessThan(5);
  });

  it.each([
    'https://evil.example/keys',
    '//evil.example/keys',
    'http://api.acme.example/keys',
    'file:///etc/passwd',
  ])('that goes on at %s is refused, and nothing is sent there', async (next) => {
    const { service, seen } = benchOf(listing(NEXT), () => ({ body: { keys: [ALL[0]], next } }));
    await expect(service.list()).rejects.toMatchObject({
      message: expect.stringContaining('another address'),
    });
    expect(seen.map(({ url }) => new URL(url).host)).toEqual(['api.acme.example']);
  });

  it('of more than 10,000 keys, or more than 500 pages, is refused', async () => {
    const many = Array.from({ length: 10_001 }, (_, at) => ({ id: `k${at}`, name: 'x' }));
    await expect(rejected({ kind: 'none' }, () => ({ body: { keys: many } }))).rejects.toThrow(/10,000 keys/);
    let page = 0;
    const endless = () => {
      page += 2;
      return { body: { keys: many.slice(page, page + 2) } };
    };
    await expect(rejected(PAGE, endless)).rejects.toThrow(/500 pages/);
    expect(page / 2).toBe(500);
  });

  it('is read at the first alternative that is a list', async () => {
    const manifest = manifestOf({ ops: { list: api('GET', '/keys', { items: ['keys', 'data', '$'] }) } });
    for (const body of [{ data: [ALL[0]] }, [ALL[0]], { keys: 'none', data: [ALL[0]] }]) {
      expect(await benchOf(manifest, () => ({ body })).service.list()).toHaveLength(1);
    }
    await expect(benchOf(manifest, () => ({ body: {} })).service.list()).rejects.toThrow(/form/);
  });
});

describe('the address of a next page', () => {
  const at = (text: string, base = `${HERE}/v1`) => belowBase('Acme', base, '/keys?a=1', text);

  it.each([
    ['/v1/keys?b=2', '/keys?b=2'],
    ['?b=2', '/keys?b=2'],
    [`${HERE}/v1/keys?b=2`, '/keys?b=2'],
  ])('%s is below the base', (text, path) => {
    expect(at(text)).toBe(path);
  });

  it.each([
    '/v2/keys',
    '/v1',
    '/v1evil/keys',
    '/v1/../admin',
    'https://api.acme.example.evil/v1/keys',
    'https://user@api.acme.example/v1/keys',
    'https://api.acme.example:444/v1/keys',
    'http://api.acme.example/v1/keys',
    'javascript:alert(1)',
    'https://',
  ])('%s is refused', (text) => {
    expect(() => at(text)).toThrow(/another address/);
  });
});

describe('a Link header', () => {
  it.each([
    ['<https://a.example/2>; rel="next"', 'https://a.example/2'],
    ['<https://a.example/1>; rel=prev, <https://a.example/3>; rel=next', 'https://a.example/3'],
    ['<https://a.example/?a,b>; title="x"; rel="last next"', 'https://a.example/?a,b'],
    ['<https://a.example/2>; rel="next"; results="false"', null],
    ['<https://a.example/2>; rel="nextish"', null],
    ['no link at all', null],
    ['<'.repeat(7_000), null],
    [null, null],
  ])('%j names %j as next', (header, next) => {
    expect(nextLink(header)).toBe(next);
  });
});
