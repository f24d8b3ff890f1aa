import { describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { Secret } from '#core/secret.ts';
import { fakeClock } from '#tests/fakes/clock.ts';
import { createFakeTerminal } from '#tests/fakes/terminal.ts';
import type { ProgramClipboard } from '../../../electron/platform/clipboard-programs.ts';
import { type } from './command-line.ts';

const COPY = ['key', 'copy', 'Reader'];
const settle = () => new Promise((resolve) => setImmediate(resolve));

function board(isMarked = false) {
  const state = { text: '', writes: 0 };
  const clipboard: ProgramClipboard = {
    program: 'xclip',
    isMarked,
    write: async (secret) => {
      state.text = secret.expose();
      state.writes += 1;
    },
    clearIfHolds: async (secret) => {
      const isOurs = state.text === secret.expose();
      if (isOurs) state.text = '';
      return isOurs;
    },
  };
  return { clipboard, state };
}

/** Free for whoever has the passphrase, as a key is after its confirmation. */
const guarded = {
  keys: {
    readForCopy: async (_: string, presence: Secret | null) => {
      if (presence === null) throw new AppError('presence-needed', { message: 'Copying needs it.' });
      if (presence.expose() === 'open sesame') return new Secret('pg_live_1');
      throw new AppError('wrong-passphrase', { message: 'This is not the app passphrase.' });
    },
  },
};
const refusing = (code: 'presence-unset' | 'forbidden-by-rule' | 'not-held' | 'storage-locked') => ({
  keys: { readForCopy: () => Promise.reject(new AppError(code, { message: 'No.' })) },
});
const withFd = (passphrase: string) => createFakeTerminal({ descriptors: { 3: passphrase } });

describe('key copy', () => {
  it('holds the value for 30 seconds, and clears it', async () => {
    const { clipboard, state } = board();
    const clock = fakeClock();
    const running = type([...COPY, '--passphrase-fd', '3', '--json'], {
      services: guarded,
      clipboard,
      clock,
      terminal: withFd('open sesame\n'),
    });
    while (state.text === '') await settle();
    clock.advance(29_999);
    await settle();
    expect(state.text).toBe('pg_live_1');
    clock.advance(1);
    const { code, out, err } = await running;
    expect({ code, text: state.text, told: JSON.parse(out) }).toMatchObject({
      code: 0,
      text: '',
      told: { name: 'Reader', copied: true, cleared: true },
    });
    expect(out + err).not.toContain('pg_live_1');
    expect(err).toContain('cannot mark it as a secret');
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)(
    'clears at once at %s, and leaves no listener',
    async (signal) => {
      const { clipboard, state } = board();
      const before = process.listenerCount(signal);
      const terminal = withFd('open sesame');
      const running = type([...COPY, '--passphrase-fd', '3'], { services: guarded, clipboard, terminal });
      while (!terminal.written.err.includes('on the clipboard')) await settle();
      // A terminal that closes may tell so twice, and the second must not end the command before it has cleared.
      process.emit(signal);
      expect(process.listenerCount(signal)).toBe(before + 1);
      process.emit(signal);
      expect(await running).toMatchObject({ code: 0, out: 'The clipboard is cleared.\n' });
      expect({ text: state.text, listeners: process.listenerCount(signal) }).toEqual({
        text: '',
        listeners: before,
      });
    },
  );

  it('counts down on a terminal, and there alone', async () => {
    const { clipboard } = board();
    const clock = fakeClock();
    const terminal = createFakeTerminal({ answers: ['open sesame'] });
    const running = type(COPY, { services: guarded, clipboard, clock, terminal });
    while (!terminal.written.err.includes('30 s')) await settle();
    for (let seconds = 0; seconds < 30; seconds += 1) clock.advance(1000);
    expect((await running).err).toMatch(/\r30 s \r29 s .*\r1 s \r {5}\r$/s);
  });

  it('leaves what was copied meanwhile, and says so', async () => {
    const { clipboard, state } = board(true);
    const terminal = withFd('open sesame');
    const running = type([...COPY, '--passphrase-fd', '3'], { services: guarded, clipboard, terminal });
    while (!terminal.written.err.includes('on the clipboard')) await settle();
    state.text = 'a shopping list';
    process.emit('SIGINT');
    expect(await running).toMatchObject({ code: 0, out: expect.stringContaining('something else') });
    expect({ text: state.text, err: terminal.written.err }).toEqual({
      text: 'a shopping list',
      err: expect.stringContaining('marked as a secret'),
    });
  });

  it('that cannot be cleared ends with 1 and says so, also after Ctrl+C', async () => {
    const { clipboard } = board();
    const clearIfHolds = () =>
      Promise.reject(new AppError('outcome-unknown', { message: 'It may still be there.', next: 'Copy.' }));
    const terminal = withFd('open sesame');
    const running = type([...COPY, '--passphrase-fd', '3'], {
      services: guarded,
      clipboard: { ...clipboard, clearIfHolds },
      terminal,
    });
    while (!terminal.written.err.includes('on the clipboard')) await settle();
    process.emit('SIGINT');
    expect(await running).toMatchObject({ code: 1, out: 'It may still be there. Copy.\n' });
  });

  it('is cleared where telling of it fails', async () => {
    const { clipboard, state } = board();
    const terminal = withFd('open sesame');
    const broken = {
      ...terminal,
      err: (text: string) => {
        if (text.includes('on the clipboard')) throw new Error('nobody reads');
        terminal.err(text);
      },
    };
    const running = type([...COPY, '--passphrase-fd', '3'], {
      services: guarded,
      clipboard,
      terminal: broken,
    });
    expect(await running).toMatchObject({ code: 1 });
    expect(state).toEqual({ text: '', writes: 1 });
  });

  it.each([
    ['no app passphrase', refusing('presence-unset'), 5],
    ['a copy-once environment', refusing('forbidden-by-rule'), 5],
    ['a value that is not held', refusing('not-held'), 5],
    ['a closed storage', refusing('storage-locked'), 3],
    ['nobody to ask', guarded, 5],
  ])('with %s copies nothing', async (_, services, wanted) => {
    const { clipboard, state } = board();
    const { code, out } = await type(COPY, { services, clipboard });
    expect({ code, out, writes: state.writes }).toEqual({ code: wanted, out: '', writes: 0 });
  });

  it('with a wrong passphrase copies nothing', async () => {
    const { clipboard, state } = board();
    const terminal = createFakeTerminal({ answers: ['wrong'] });
    const { code } = await type(COPY, { services: guarded, clipboard, terminal });
    expect({ code, writes: state.writes, questions: terminal.questions }).toEqual({
      code: 3,
      writes: 0,
      questions: ['hidden The app passphrase: '],
    });
  });

  it('without a clipboard reads no value and asks for nothing', async () => {
    const terminal = createFakeTerminal({ answers: [] });
    const { code, err } = await type(COPY, { services: guarded, terminal });
    expect({ code, err, questions: terminal.questions }).toEqual({
      code: 5,
      err: 'keyrack: There is no clipboard here.\n',
      questions: [],
    });
  });

  it('that fails on its way there ends at once', async () => {
    const { clipboard } = board();
    const write = () => Promise.reject(new AppError('unsupported', { message: 'xclip could not copy.' }));
    const { code } = await type([...COPY, '--passphrase-fd', '3'], {
      services: guarded,
      clipboard: { ...clipboard, write },
      terminal: withFd('open sesame'),
    });
    expect(code).toBe(5);
  });
});
