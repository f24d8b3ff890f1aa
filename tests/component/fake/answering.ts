import type { Bridge, Result } from '#shared/ipc/client.ts';

/** Answers as the real bridge does: in JSON. */
export const answering =
  (answer: (method: string, input: unknown) => Promise<Result<unknown>>): Bridge['call'] =>
  async (method, input) =>
    JSON.stringify(await answer(method, input));
