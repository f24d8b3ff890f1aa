import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { fakeClock } from '#tests/fakes/clock.ts';
import { guard } from '../../../electron/cli/clipboard-guard.ts';
import type { ProgramClipboard } from '../../../electron/platform/clipboard-programs.ts';

const settle = () => new Promise((resolve) => setImmediate(resolve));
const ended = (): Promise<never> =>
  Promise.reject(new AppError('outcome-unknown', { message: 'It may still be there.', next: 'Copy.' }));

/** A guard as a command starts it. */
function start(given: Partial<ProgramClipboard> = {}) {
  const input = new PassThrough();
  const output = new PassThrough();
  const clock = fakeClock();
  const stop = new AbortController();
  const board = { text: '' };
  const clipboard: ProgramClipboard = {
    program: 'xclip',
    isMarked: false,
    write: async (secret) => {
      board.text = secret.expose();
    },
    clearIfHolds: async (secret) => {
      const isOurs = board.text === secret.expose();
      if (isOurs) board.text = '';
      return isOurs;
    },
    ...given,
  };
  const life = guard({ input, output, open: async () => clipboard, clock, stop });
  const said = () => {
    const text: unknown = output.read()?.toString() ?? '';
    return String(text)
      .split('\n')
      .filter(Boolean)
      .map((line): unknown => JSON.parse(line));
  };
  const copy = async (value: string) => {
    input.write(`${JSON.stringify(value)}\n`);
    while (board.text !== value) await settle();
    await settle();
  };
  return { input, clock, stop, board, life, said, copy };
}

const OVER = { state: 'over', cleared: true };

describe('what a command has copied', () => {
  it('is cleared when its time is over though the command is stopped', async () => {
    const { copy, clock, board, said, life } = start();
    await copy('two\nlines "ü"');
    expect(said()).toEqual([{ state: 'copied' }]);
    clock.advance(30_000);
    await life;
    expect({ text: board.text, said: said() }).toEqual({ text: '', said: [OVER] });
  });

  it('is cleared at once when the pipe ends, and when the guard is told to end', async () => {
    for (const how of ['input', 'stop'] as const) {
      const { copy, input, stop, board, said, life } = start();
      await copy('pg_live_1');
      if (how === 'input') input.end();
      else stop.abort();
      await life;
      expect({ how, text: board.text, said: said().at(-1) }).toEqual({ how, text: '', said: OVER });
    }
  });

  it('is left where something else was copied', async () => {
    const { copy, input, board, said, life } = start();
    await copy('pg_live_1');
    board.text = 'a shopping list';
    input.end();
    await life;
    expect({ text: board.text, said: said().at(-1) }).toEqual({
      text: 'a shopping list',
      said: { state: 'over', cleared: false },
    });
  });

  it('is told where it could not be cleared', async () => {
    const { copy, input, said, life } = start({ clearIfHolds: ended });
    await copy('pg_live_1');
    input.end();
    await life;
    expect(said().at(-1)).toEqual({
      state: 'failed',
      code: 'outcome-unknown',
      message: 'It may still be there.',
      next: 'Copy.',
    });
  });

  it('is nothing where the command has gone before it gave a value', async () => {
    const { input, said, life } = start();
    input.end();
    await life;
    expect(said()).toEqual([]);
  });
});
