import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packagesIn, specOf } from '#shared/model/npm-package.ts';
import { splitCommand } from '#shared/text/command-line.ts';

const inLine = (line: string): readonly string[] => {
  const split = splitCommand(line);
  return split.state === 'words' ? packagesIn(split.words).map(specOf) : [];
};

describe('the packages that a command would fetch', () => {
  it.each([
    ['npx some-server', ['some-server']],
    ['npx -y some-server --port 1', ['some-server']],
    ['npx --yes @acme/mcp@1.2.0', ['@acme/mcp@1.2.0']],
    ['npx -y -- some-server@next', ['some-server@next']],
    ['npx -y some-server@^1.2', ['some-server@^1.2']],
    ['npx --cache /tmp/c some-server', ['some-server']],
    ['npx --registry=https://r.example some-server', ['some-server']],
    ['npx -p @acme/tools -y acme-mcp', ['@acme/tools']],
    ['npx --package=a --package b -- run-it', ['a', 'b']],
    ['/usr/local/bin/npx -y some-server', ['some-server']],
    ["'C:\\Program Files\\nodejs\\npx.cmd' -y some-server", ['some-server']],
    ['cmd /c npx -y some-server', ['some-server']],
    ['bunx --bun some-server', ['some-server']],
    ['bun x some-server', ['some-server']],
    ['pnpm dlx some-server', ['some-server']],
    ['pnpx some-server', ['some-server']],
    ['yarn dlx some-server', ['some-server']],
    ['npm exec -- @acme/mcp', ['@acme/mcp']],
    ['npm x -y JSONStream', ['JSONStream']],
  ])('of %s are %j', (line, packages) => {
    expect(inLine(line)).toEqual(packages);
  });

  it.each([
    ...[
      'uvx some-server',
      'node some-server',
      'npm install some-server',
      'pnpm add x',
      'npx',
      'npx -y',
      'npx -y --',
    ],
    ...['docker run npx some-server', 'npx -c "some-server"', 'cmd /c', 'npx --cache some-server'],
  ])('are none of %s', (line) => {
    expect(inLine(line)).toEqual([]);
  });

  it.each([
    ...[
      './server',
      '../server',
      '/opt/server',
      '~/server',
      'C:\\server',
      'file:server',
      '.',
      '..',
      '@',
      '@acme',
    ],
    ...[
      'github:acme/mcp',
      'acme/mcp',
      'git+ssh://git@example.com/x.git',
      'https://example.com/x.tgz',
      'x.tgz',
    ],
    ...[
      'alias@npm:other',
      'x@https://example.com/x',
      'x@./here',
      'x@x.tar.gz',
      'a b',
      'a\nb',
      '_x',
      '.x',
      '@a/b/c',
    ],
    ...[
      '',
      'x@',
      'x@--json',
      'x@-1',
      `${'x'.repeat(215)}`,
      'x%2e',
      'naïve',
      '@--registry/x',
      '@a/-x',
      '@a/.x',
    ],
  ])('names no package that npm would read as something else: %j', (spec) => {
    expect(packagesIn(['npx', '-y', spec])).toEqual([]);
    expect(packagesIn(['npx', '-p', spec, 'run-it'])).toEqual([]);
  });

  it('is nothing that could be an option, a path or an address, whatever the command', () => {
    const word = fc.oneof(fc.string(), fc.constantFrom('-y', '-p', '--package', '--', '@a/b', 'x@1', 'x@-1'));
    fc.assert(
      fc.property(fc.constantFrom('npx', 'bunx'), fc.array(word), (runner, words) => {
        for (const spec of packagesIn([runner, ...words]).map(specOf))
          expect(spec).toMatch(/^(?:@[A-Za-z0-9][\w.~-]*\/)?[A-Za-z0-9][\w.~-]*(?:@[\w~^*][\w.+*-]*)?$/);
      }),
      { numRuns: 2_000 },
    );
  });
});
