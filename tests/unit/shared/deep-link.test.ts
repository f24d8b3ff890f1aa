import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deepLinkIn, LINKED_VIEWS, linkAmong } from '#shared/model/deep-link.ts';

const ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

describe('a keyrack link', () => {
  test.each(LINKED_VIEWS.map((view) => [view]))('opens the view %s', (view) => {
    expect(deepLinkIn(`keyrack://view/${view}`)).toEqual({ to: 'view', view });
  });

  test.each([
    [`keyrack://key/${ID}`, { to: 'key', id: ID }],
    [`keyrack://environment/${ID}`, { to: 'environment', id: ID }],
    ['keyrack://search?q=claude', { to: 'search', search: 'claude' }],
    // Some desktops put a slash behind the host.
    ['keyrack://search/?q=claude', { to: 'search', search: 'claude' }],
    ['keyrack://search?q=unused%3A90d+env%3Adev', { to: 'search', search: 'unused:90d env:dev' }],
    ['keyrack://search?q=Schl%C3%BCssel', { to: 'search', search: 'Schlüssel' }],
  ])('%s leads somewhere', (link, expected) => {
    expect(deepLinkIn(link)).toEqual(expected);
  });
});

describe('what is no such link is nothing', () => {
  test.each([
    ['another scheme', `https://key/${ID}`],
    ['another scheme behind it', 'keyrack:https://example.com'],
    ['capitals', 'KEYRACK://view/rack'],
    ['no slashes', 'keyrack:view/rack'],
    ['nothing', 'keyrack://'],
    ['no view', 'keyrack://view/'],
    ['a view that there is not', 'keyrack://view/secrets'],
    ['a trailing slash', 'keyrack://view/rack/'],
    ['a way up', 'keyrack://view/../settings'],
    ['a second slash', 'keyrack://view//rack'],
    ['a query', 'keyrack://view/rack?confirm=Production'],
    ['a fragment', 'keyrack://view/rack#/settings'],
    ['an act', `keyrack://revoke/${ID}`],
    ['an act on a key', `keyrack://key/${ID}/copy`],
    ['an act as a query', `keyrack://key/${ID}?act=delete&confirm=Production`],
    ['a form', 'keyrack://new-key?name=x&environment=y'],
    ['an import', 'keyrack://provider/add?manifest=%7B%7D'],
    ['a user', `keyrack://ada@key/${ID}`],
    ['a port', `keyrack://key:80/${ID}`],
    ['an id that is none', 'keyrack://key/1'],
    ['a name instead of an id', 'keyrack://key/__proto__'],
    ['an encoded id', `keyrack://key/${ID.replace('3', '%33')}`],
    ['two ids', `keyrack://key/${ID},${ID}`],
    ['a line break', `keyrack://key/${ID}\n`],
    ['a blank before', ` keyrack://key/${ID}`],
    ['a zero byte', 'keyrack://view/rack\0'],
    ['a script', 'keyrack://search?q=<script>alert(1)</script>'.replace('?q=', '?x=')],
    ['an empty search', 'keyrack://search?q='],
    ['a search of blanks', 'keyrack://search?q=+++'],
    ['a second parameter', 'keyrack://search?q=a&copy=1'],
    ['bytes that are no text', 'keyrack://search?q=%FF%FE'],
    ['half an escape', 'keyrack://search?q=%'],
    ['a control character', 'keyrack://search?q=a%0Ab'],
    ['a direction mark', 'keyrack://search?q=%E2%80%AEnoitcudorp'],
    ['a long search', `keyrack://search?q=${'a'.repeat(201)}`],
    ['a very long link', `keyrack://search?q=${'%61'.repeat(1000)}`],
    ['letters that look alike', 'keyrack://view/rаck'],
    ['a path of the page', 'app://keyrack/index.html'],
    ['a file', 'file:///etc/passwd'],
  ])('%s', (_what, link) => {
    expect(deepLinkIn(link)).toBeNull();
  });

  test('whatever it is, it names a place or nothing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (rest) => {
        const link = deepLinkIn(`keyrack://${rest}`);
        return link === null || ['view', 'key', 'environment', 'search'].includes(link.to);
      }),
    );
  });
});

describe('the words of a second start', () => {
  test.each([
    [['keyrack', '--home', '/x', 'keyrack://view/rack'], 'keyrack://view/rack'],
    // Chromium sorts its own switches in between.
    [['keyrack', 'KEYRACK://view/rack', '--other-switch'], 'KEYRACK://view/rack'],
    [['keyrack', 'keyrack://view/rack', 'keyrack://view/settings'], null],
    [['keyrack', '--link=keyrack://view/rack'], null],
    [['keyrack'], null],
    [[], null],
  ])('%j hand over %s', (words, link) => {
    expect(linkAmong(words)).toBe(link);
  });
});
