import { steps } from '../tour/steps.ts';
import { test } from './fixtures.ts';

test('the tour goes from the first run to the undo, as README tells it', async ({ start, place }) => {
  const keyrack = await start();
  const camera = { shoot: async () => undefined };
  for (const { says, play } of steps) {
    await test.step(says, () => play({ ...keyrack, place, camera }));
  }
});
