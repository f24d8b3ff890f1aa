import { ReadBuffer, serializeMessage } from '@modelcontextprotocol/sdk/shared/stdio.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { RunningProgram } from '#core/ports/processes.ts';

// A line of more than this is no message that a server sends before a tool is called.
const LINE_MAX_BYTES = 4_000_000;

export interface Pipes {
  readonly transport: Transport;
  /** A line came that is not of the protocol. */
  noise(): boolean;
}

/** The library's own transport starts the process itself, in no group and without what we need to end all of it. */
export function createPipes(program: RunningProgram): Pipes {
  let noise = false;
  const buffer = new ReadBuffer({ maxBufferSize: LINE_MAX_BYTES });
  const readLine = () => {
    try {
      return buffer.readMessage();
    } catch {
      noise = true;
      return undefined;
    }
  };
  const readLines = () => {
    for (let message = readLine(); message !== null; message = readLine()) {
      if (message !== undefined) transport.onmessage?.(message);
    }
  };
  const read = async () => {
    try {
      for await (const bytes of program.output) {
        buffer.append(Buffer.from(bytes));
        readLines();
      }
    } catch {
      // A line without an end, or the stream was torn down: both mean that no more comes.
    }
    transport.onclose?.();
  };
  const transport: Transport = {
    start: async () => void read(),
    send: async (message) => program.write(serializeMessage(message)),
    // Whoever started the program ends it.
    close: async () => transport.onclose?.(),
  };
  return { transport, noise: () => noise };
}
