import { describe, expect, test } from 'vitest';
import { exportRequestSchema } from '#shared/model/delivery.ts';
import { canStandInHeader, fillHeader, parseHeader } from '#shared/text/header-template.ts';

describe('a header with a place for the secret', () => {
  test.each([
    ['Authorization: Bearer {}', 'Authorization', 'Bearer a$&b'],
    ['X-Api-Key:{}', 'X-Api-Key', 'a$&b'],
    ['  X-Both : {}:{} ', 'X-Both', 'a$&b:a$&b'],
  ])('%s is filled as it stands', (text, name, filled) => {
    const header = parseHeader(text);
    expect(header?.name).toBe(name);
    expect(header && fillHeader(header, 'a$&b')).toBe(filled);
  });

  test.each(['', 'X', ': {}', 'X Y: {}', 'X: no place', 'X: {}\r\nY: z', 'Ü: {}', 'X: a\u2028{}'])(
    '%j is none',
    (text) => expect(parseHeader(text)).toBeNull(),
  );
});

test.each(['a\nb', 'a\u0000b', 'é', '€', '😀', ' a', 'a\t'])(
  '%j comes through no header as it is',
  (value) => {
    expect(canStandInHeader(value)).toBe(false);
  },
);

describe('the address of a server', () => {
  const isTaken = (url: string) => exportRequestSchema.shape.launch.safeParse({ url }).success;
  test.each([
    'https://mcp.example.com/mcp',
    'https://mcp.example.com:8443/mcp?x=1',
    'http://localhost:3000/mcp',
    'http://127.0.0.1/mcp',
    'http://127.1:80/',
    'http://[::1]:9/mcp',
  ])('%s is taken', (url) => expect(isTaken(url)).toBe(true));

  test.each([
    '',
    'mcp.example.com',
    'http://mcp.example.com/mcp',
    'http://localhost.example.com/',
    'http://127.0.0.1.example.com/',
    'http://0.0.0.0/',
    'ftp://localhost/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://user:pass@example.com/',
    'https://token@example.com/',
    'https://',
  ])('%j is not', (url) => expect(isTaken(url)).toBe(false));
});
