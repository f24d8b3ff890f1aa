import { AppError } from '#core/errors.ts';
import type { Limits } from './limits.ts';
import type { Watch } from './watch.ts';

const tooLarge = (service: string, maxBytes: number) =>
  new AppError('service-failed', {
    message: `${service} gave an answer of more than ${Math.round(maxBytes / 1_000_000)} MB; Keyrack stopped reading.`,
    next: 'Check the base URL of the connection, or try again later.',
  });

const stalled = (service: string, idleMs: number) =>
  new AppError('network', {
    message: `${service} stopped in the middle of its answer: nothing came for ${Math.round(idleMs / 1000)} seconds.`,
    next: 'Check the network and try again.',
  });

const brokenOff = (service: string) =>
  new AppError('service-failed', {
    message: `The answer of ${service} was cut off in the middle, or damaged on the way.`,
    next: 'Try again. If it happens again, look at the network or at a proxy in between.',
  });

function join(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

interface Reading {
  readonly service: string;
  readonly limits: Limits;
  readonly watch: Watch;
}

/** @throws AppError service-failed (too large, cut off or damaged), network (nothing came for too long) */
export async function readBody(body: ReadableStream<Uint8Array>, reading: Reading): Promise<Uint8Array> {
  const { service, limits, watch } = reading;
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const cancel = watch.deadline(limits.idleMs, () => stalled(service, limits.idleMs));
      const piece = await watch.race(reader.read());
      cancel();
      if (piece.done) return join(chunks, length);
      length += piece.value.length;
      if (length > limits.maxBytes) throw tooLarge(service, limits.maxBytes);
      chunks.push(piece.value);
    }
  } catch (error) {
    drop(reader.cancel());
    if (error instanceof AppError) throw error;
    if (watch.signal.aborted) throw watch.signal.reason;
    throw brokenOff(service);
  }
}

/** Lets go of an answer that nobody reads. */
export function discard(body: ReadableStream<Uint8Array> | null): void {
  if (body !== null) drop(body.cancel());
}

// What the stream says while it is thrown away changes nothing any more.
function drop(cancelling: Promise<void>): void {
  cancelling.catch(() => undefined);
}
