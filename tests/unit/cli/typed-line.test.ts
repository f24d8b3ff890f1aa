import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { AppError } from '#core/errors.ts';
import { readLine } from '../../../electron/platform/terminal-line.ts';

function createKeyboard() {
  const events = new EventEmitter();
  const modes: boolean[] = [];
  const input = {
    setRawMode: (raw: boolean) => {
      modes.push(raw);
      return input as never;
    },
    setEncoding: () => input as never,
    on: (name: string, listener: (chunk: string) => void) => {
      events.on(name, listener);
      return input as never;
    },
    off: (name: string, listener: (chunk: string) => void) => {
      events.off(name, listener);
      return input as never;
    },
    resume: () => input as never,
    pause: () => input as never,
  };
  return { input, modes, type: (chunk: string) => events.emit('data', chunk) };
}

async function line(chunks: readonly string[], echo = false) {
  const { input, modes, type } = createKeyboard();
  let screen = '';
  let interrupts = 0;
  const onInterrupt = () => {
    interrupts += 1;
  };
  const output = {
    write: (text: string) => {
      screen += text;
      return true;
    },
  };
  const answer = readLine({ input, output: output as never, question: 'Value: ', echo, onInterrupt });
  for (const chunk of chunks) type(chunk);
  const outcome = await answer.then(
    (value) => ({ value }),
    (error: unknown) => ({ error: error as AppError }),
  );
  return { ...outcome, modes, screen, interrupts };
}

describe('a typed line', () => {
  it.each([
    [['abc\r'], 'abc'],
    [['a', 'b', 'c', '\n'], 'abc'],
    [['abx\u007fc\r'], 'abc'],
    [['wrong\u0015abc\r'], 'abc'],
    [['🔑\u007fabc\r'], 'abc'],
    [['\r'], ''],
    [['abc\u0004'], 'abc'],
    [['abc\r\n'], 'abc'],
    [['\u007f\b\r'], ''],
  ])('%j is %j, and does not appear on the screen', async (chunks, value) => {
    expect(await line(chunks)).toMatchObject({ value, screen: 'Value: \n', modes: [true, false] });
  });

  it('appears where nothing is secret', async () => {
    expect((await line(['abc\r'], true)).screen).toBe('Value: abc\n');
  });

  it('is given up by Ctrl+C, and the terminal is as before', async () => {
    expect(await line(['abc\u0003'])).toMatchObject({
      error: { code: 'cancelled' },
      modes: [true, false],
      interrupts: 1,
    });
  });

  it('is refused when several lines are pasted, so that the shell does not run the rest', async () => {
    expect(await line(['-----BEGIN\nrm -rf x\n'])).toMatchObject({ error: { code: 'invalid-input' } });
  });
});
