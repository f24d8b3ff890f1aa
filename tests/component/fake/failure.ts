import type { Failure } from '#shared/ipc/client.ts';

/** A failure that main would answer with. */
export class FakeFailure extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}
