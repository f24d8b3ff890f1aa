import { describe, expect, it } from 'vitest';
import { newConnectionSchema } from '#shared/model/connection.ts';
import { newEnvironmentSchema } from '#shared/model/environment.ts';
import { keyChangesSchema, localKeySchema, newKeySchema } from '#shared/model/key.ts';

const id = '7b0c7f5e-4f2f-4b53-9a3b-0a5c8f1f0e11';
const key = { environmentId: id, connectionId: id };
const NAMES = {
  'an environment': (name: string) => newEnvironmentSchema.safeParse({ name, stage: 'custom' }),
  'a connection': (name: string) => newConnectionSchema.safeParse({ environmentId: id, provider: 'x', name }),
  'a key': (name: string) => newKeySchema.safeParse({ ...key, name }),
  'a local key': (name: string) => localKeySchema.safeParse({ environmentId: id, name, variable: 'V' }),
  'a key, changed': (name: string) => keyChangesSchema.safeParse({ id, name }),
  'a tag': (name: string) => newKeySchema.safeParse({ ...key, name: 'CI', tags: [name] }),
  'a tag, changed': (name: string) => keyChangesSchema.safeParse({ id, tags: [name] }),
};

/** Zero-width space and joiner, soft hyphen, Hangul fillers, Braille blank, selectors, tag characters. */
const INVISIBLE = [
  '\u200b',
  '\u200d',
  '\u00ad',
  '\u3164',
  '\u115f\u1160',
  '\uffa0',
  '\u2800',
  '\ufe0f',
  '\u180e',
  '\u034f',
  '\u{e0041}',
];

describe.each(Object.entries(NAMES))('the name of %s', (_, parse) => {
  it.each([...INVISIBLE, INVISIBLE.join(' ')])('is refused where nothing of it can be seen: %j', (name) => {
    expect(parse(name).error?.issues[0]?.message).toBe('Enter a name that can be seen.');
  });

  it.each(['', '  '])('is asked for where it is %j', (name) => {
    expect(parse(name).error?.issues[0]?.message).toBe('Enter a name.');
  });

  it.each(['\u{1f468}\u200d\u{1f469}', '\u2764\ufe0f', 'a\u00adb', '한글'])(
    'may hold what joins or selects: %j',
    (name) => {
      expect(parse(name).error).toBeUndefined();
    },
  );
});
