import type { Pace } from '#core/ports/pacing.ts';

/** A pace that never waits. */
export const freePace: Pace = { turn: async () => () => undefined, hold: () => undefined };
