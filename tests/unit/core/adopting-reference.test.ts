import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AdoptingWorld, createAdoptingWorld } from './adopting-world.ts';

const TOKEN = 'ghp_canary0123456789abcdefABCDEF';

let world: AdoptingWorld;
beforeEach(() => {
  world = createAdoptingWorld();
});
afterEach(() => world.end());

describe('a reference that is named', () => {
  const THEIRS = `{"mcpServers":{"github":{"command":"npx","env":{"GITHUB_TOKEN":"${TOKEN}"}}}}`;

  it.each(['launcher', 'inline'] as const)(
    'is refused where the key is delivered by %s: it would be passed over in silence',
    async (mechanism) => {
      world.put(THEIRS);
      const request = world.request({ entry: 'github', reference: 'MY_TOKEN', mechanism });
      await expect(world.adopting.plan(request)).rejects.toMatchObject({
        code: 'invalid-input',
        field: 'reference',
        next: 'Leave the reference out, or choose the mechanism reference.',
      });
      expect(world.get()).toBe(THEIRS);
    },
  );

  it('is refused for a line that is taken out as well', async () => {
    world.put(`GITHUB_TOKEN=${TOKEN}\n`);
    const request = world.request({
      ...{ target: 'dotenv', entry: 'GITHUB_TOKEN', reference: 'MY_TOKEN', remove: true },
    });
    await expect(world.adopting.plan(request)).rejects.toMatchObject({ field: 'reference' });
  });
});
