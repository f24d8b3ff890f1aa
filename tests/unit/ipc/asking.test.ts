import { describe, expect, it } from 'vitest';
import { AppError, SECRET_FIELD } from '#core/errors.ts';
import type { Windows } from '#core/ports/windows.ts';
import { Secret } from '#core/secret.ts';
import { askFor, askInTurn } from '../../../electron/ipc/handlers/asking.ts';

/** An entry window in which these are typed one after the other; a refusal of `invalid-input` keeps it open. */
function typing(values: readonly string[]): { windows: Pick<Windows, 'ask'>; asked: string[] } {
  const left = [...values];
  const asked: string[] = [];
  const ask: Windows['ask'] = async ({ purpose }, accept) => {
    asked.push(purpose);
    for (;;) {
      const value = left.shift();
      if (value === undefined) throw new AppError('cancelled', { message: 'Nothing was entered.' });
      try {
        return await accept(new Secret(value));
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'invalid-input') throw error;
      }
    }
  };
  return { windows: { ask }, asked };
}

const question = { kind: 'secret', purpose: 'The value.' } as const;
const wrong = (field?: string) =>
  new AppError('invalid-input', { message: 'Wrong.', ...(field === undefined ? {} : { field }) });

describe('asking for a secret', () => {
  it('asks again in the same window while the value itself is wrong', async () => {
    const { windows, asked } = typing(['a', 'b']);
    const taken = await askFor(windows, question, async (value) => {
      if (value.expose() === 'a') throw wrong();
      return value.expose();
    });
    expect([taken, asked]).toEqual(['b', ['The value.']]);
  });

  it('asks again where the failure names the value that was typed', async () => {
    const { windows, asked } = typing(['a', 'b']);
    const taken = await askFor(windows, question, async (value) => {
      if (value.expose() === 'a') throw wrong(SECRET_FIELD);
      return value.expose();
    });
    expect([taken, asked]).toEqual(['b', ['The value.']]);
  });

  it('ends where a field of the form behind it is wrong: typing again cannot mend that', async () => {
    const { windows } = typing(['a', 'b']);
    const asking = askFor(windows, question, () => Promise.reject(wrong('name')));
    await expect(asking).rejects.toMatchObject({ code: 'invalid-input', field: 'name' });
  });

  it('in turn hands over all of them in their order', async () => {
    const { windows, asked } = typing(['one', 'two', 'three']);
    const got = await askInTurn(windows, ['First.', 'Second.', 'Third.'], async (values) =>
      values.map((value) => value.expose()),
    );
    expect([got, asked]).toEqual([
      ['one', 'two', 'three'],
      ['First.', 'Second.', 'Third.'],
    ]);
  });

  it('in turn does nothing when one of them is not entered', async () => {
    const { windows } = typing(['one']);
    let finished = false;
    const asking = askInTurn(windows, ['First.', 'Second.'], async () => {
      finished = true;
    });
    await expect(asking).rejects.toMatchObject({ code: 'cancelled' });
    expect(finished).toBe(false);
  });

  it('opens no window where nothing is needed', async () => {
    const { windows, asked } = typing([]);
    expect(await askInTurn(windows, [], async (values) => values.length)).toBe(0);
    expect(asked).toEqual([]);
  });
});
