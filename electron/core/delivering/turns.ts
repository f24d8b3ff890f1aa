export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/** One write at a time in this process; the files' own compare-and-swap guards against other processes. */
export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
