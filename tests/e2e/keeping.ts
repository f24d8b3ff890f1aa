interface Stoppable {
  stop(): Promise<void>;
}

export interface Keeping {
  /** Servers that a test starts: they end with it. */
  readonly keep: <T extends Stoppable>(starting: Promise<T>) => Promise<T>;
}

/** The fixture itself, for any `test.extend`. */
export const keeping = {
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names off this pattern.
  keep: async ({}, use: (keep: Keeping['keep']) => Promise<void>) => {
    const open: Stoppable[] = [];
    await use(async (starting) => {
      const started = await starting;
      open.push(started);
      return started;
    });
    for (const one of open) await one.stop();
  },
};
