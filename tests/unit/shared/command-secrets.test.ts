import { describe, expect, test } from 'vitest';
import { splitCommand } from '#shared/text/command-line.ts';
import { secretsInCommand } from '#shared/text/command-secrets.ts';

const found = (line: string) => {
  const split = splitCommand(line);
  return split.state === 'words' ? secretsInCommand(split.words) : split.state;
};

describe('the secrets of a command', () => {
  test.each([
    ['x --token sk_live_0123456789abcdef', ['--token']],
    ['x --token=sk_live_0123456789abcdef', ['--token']],
    ['x --api-key plain-words-here', ['--api-key']],
    ['x ghp_0123456789abcdefghijABCDEFGHIJ012345', ['']],
    ['x -v ghp_0123456789abcdefghijABCDEFGHIJ012345', ['-v']],
    ['docker run -e GITHUB_TOKEN=ghp_0123456789abcdef image', ['GITHUB_TOKEN']],
    ['x --header "Authorization: Bearer 0123456789abcdef"', ['Authorization']],
  ])('%j are given by %j', (line, names) => {
    expect(found(line)).toEqual(names);
  });

  test.each([
    'npx -y @modelcontextprotocol/server-everything@2025.11.25',
    'npx -y some-long-package-name-of-version-2',
    'uvx mcp-server --port 8080 --verbose',
    'x --token $TOKEN',
    'x --token "$\u007bTOKEN}"',
    'x --token <your-token>',
    'x --token --verbose',
    'x --header "Accept: application/json"',
    'docker run -i --rm -e GITHUB_TOKEN ghcr.io/github/github-mcp-server',
    'docker run -e LOG_LEVEL=debug image',
    'node /home/ada/servers/token-server/index.js',
  ])('%j has none', (line) => {
    expect(found(line)).toEqual([]);
  });
});
