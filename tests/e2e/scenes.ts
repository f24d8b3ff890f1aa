import { comparing, delivering, firstRun, making } from './scenes/keys.ts';
import { placing } from './scenes/places.ts';
import type { Scene } from './scenes/scene.ts';
import { entering } from './scenes/secrets.ts';

/** Every view, dialog and window, in an order in which each leads to the next. */
export const scenes: readonly Scene[] = [
  ...firstRun,
  ...making,
  ...delivering,
  ...comparing,
  ...placing,
  ...entering,
];
