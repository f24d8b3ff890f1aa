import fc from 'fast-check';
import { expect, test } from 'vitest';
import { secretsInUrl } from '#shared/text/url-secrets.ts';

const ENTROPY = 'q8Zr2Lx0Wn5Tb7Yk3Vd9Pm1H';

test.each([
  ['https://mcp.example.com/mcp?api_key=abcdef123', ['api_key']],
  ['https://mcp.example.com/mcp?a=1&token=abcdef&b=2', ['token']],
  ['https://mcp.example.com/mcp?a=1;access_token=abcdef', ['access_token']],
  ['https://mcp.example.com/mcp?api%5Fkey=abcdef123', ['api_key']],
  ['https://mcp.example.com/mcp?q=sk-abcdefgh12345', ['q']],
  [`https://mcp.example.com/mcp?q=${ENTROPY}`, ['q']],
  [`https://mcp.example.com/mcp?${ENTROPY}`, ['']],
  ['https://mcp.example.com/mcp#token=abcdef', ['token']],
  ['https://mcp.example.com/mcp?a=%zz&key=abc%zzdef', ['key']],
  ['https://mcp.example.com/mcp', []],
  ['https://mcp.example.com/mcp?', []],
  ['https://mcp.example.com/mcp?region=eu&max_tokens=4000&auth=true', []],
  ['https://mcp.example.com/mcp?api_key=$API_KEY', []],
  ['https://mcp.example.com/mcp?key=your-api-key', []],
  ['https://mcp.example.com/mcp?project=6f9619ff-8b86-d011-b42d-00cf4fc964ff', []],
])('%s', (url, names) => {
  expect(secretsInUrl(url)).toEqual(names);
});

test('no text whatever makes it fail', () => {
  fc.assert(fc.property(fc.string(), (text) => Array.isArray(secretsInUrl(`https://x.example/?${text}`))));
});
