import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { liveKey, readerKey } from '#tests/fakes/rows.ts';
import { readQuickly } from '../../../electron/cli/quick.ts';
import { type } from './command-line.ts';

const isQuick = (argv: readonly string[]) => readQuickly(argv) !== null;

describe('the plain forms of exec and headers', () => {
  it.each([
    [['exec', '--key', 'K', '--', 'true']],
    [['exec', '--key=K=VAR', '--key', 'L', '--env=E', '--', 'true', '--json', '--']],
    [['--home', '/h', 'exec', '--env', 'E', '--', 'sh', '-c', 'x']],
    [['exec', '--home=/h', '--', 'true']],
    [['headers', '--key', 'K']],
    [['--home=/h', 'headers', '--key=K', '--header', 'X-Key: {}']],
  ])('%j needs no parser', (argv) => {
    expect(isQuick(argv)).toBe(true);
  });

  it.each([
    [[]],
    [['exec']],
    [['exec', '--help']],
    [['exec', '--key', 'K']],
    [['exec', '--key', 'K', '--']],
    [['exec', '--key', '--', 'true']],
    [['exec', '--key', '', '--', 'true']],
    [['exec', '--key', '-x', '--', 'true']],
    [['exec', '--kee', 'K', '--', 'true']],
    [['exec', 'true']],
    [['exec', '--json', '--key', 'K', '--', 'true']],
    [['exec', '--env', 'E', '--env', 'F', '--', 'true']],
    [['--', 'exec', '--key', 'K']],
    [['status', 'exec']],
    [['--home', 'exec', '--', 'true']],
    [['--home', '/a', 'exec', '--home', '/b', '--', 'true']],
    [['headers']],
    [['headers', '--key', 'K', 'more']],
    [['headers', '--key', 'K', '--', 'true']],
    [['headers', '--key', 'K', '--key', 'L']],
  ])('%j is left to the parser', (argv) => {
    expect(isQuick(argv)).toBe(false);
  });

  // "--quiet" changes nothing here but that the words are not plain any more, so that the parser reads them.
  it('do what the parser makes of the same words', async () => {
    const word = fc.constantFrom(
      'Reader',
      'Reader=A',
      `${liveKey.id}=B`,
      `${readerKey.id}`,
      'nobody',
      '=',
      'Reader=1',
    );
    const pair = fc.oneof(
      word.map((value) => ['--key', value]),
      word.map((value) => [`--key=${value}`]),
      fc.constantFrom('Development', 'nowhere').map((value) => ['--env', value]),
      fc.constantFrom(['--home', '/h'], ['--home=/h'], ['--key'], ['stray']),
    );
    const words = fc.tuple(
      fc.array(pair, { maxLength: 3 }),
      fc.constantFrom(['--', 'true', 'a'], ['--'], []),
    );
    await fc.assert(
      fc.asyncProperty(words, async ([pairs, child]) => {
        const argv = ['exec', ...pairs.flat(), ...child];
        const [plain, parsed] = [await type(argv), await type(['exec', '--quiet', ...argv.slice(1)])];
        expect([plain.code, plain.out, plain.err]).toEqual([parsed.code, parsed.out, parsed.err]);
        expect({ ...plain.seen }).toEqual({ ...parsed.seen });
      }),
    );
  });
});
