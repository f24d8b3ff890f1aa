import { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';

/** One connection, counted byte by byte inside the encryption, so that it can be cut at any of them. */
export interface Wire extends Duplex {
  readonly counted: { request: number; answer: number };
  /** The line breaks once so many bytes of the answer have gone out. */
  cutAnswerAfter(bytes: number): void;
}

const REQUEST_LINE = /^([A-Z]+) (\S+) HTTP\/1\.1\r\n/;

/** @param cutRequest asked once the request line is known: after how many bytes to break the line; null: not */
export function createWire(
  socket: TLSSocket,
  cutRequest: (method: string, path: string) => number | null,
): Wire {
  const counted = { request: 0, answer: 0 };
  let [requestLeft, answerLeft] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let begin: Buffer | null = Buffer.alloc(0);
  const isBegun = (chunk: Buffer): boolean => {
    if (begin === null) return true;
    begin = Buffer.concat([begin, chunk]);
    const [, method, path] = REQUEST_LINE.exec(begin.toString('latin1')) ?? [];
    if (method === undefined || path === undefined) return false;
    begin = null;
    requestLeft = (cutRequest(method, path) ?? Number.POSITIVE_INFINITY) - counted.request;
    return true;
  };
  const wire = new Duplex({
    read: () => void socket.resume(),
    write: (chunk: Buffer, _, done) => {
      const part = chunk.subarray(0, answerLeft);
      answerLeft -= part.length;
      counted.answer += part.length;
      if (part.length < chunk.length || answerLeft === 0) socket.write(part, () => wire.destroy());
      else socket.write(part, done);
    },
    final: (done) => void socket.end(done),
    destroy: (error, done) => {
      socket.destroy();
      done(error);
    },
  });
  socket.on('data', (chunk: Buffer) => {
    isBegun(chunk);
    const part = chunk.subarray(0, Math.max(0, requestLeft));
    requestLeft -= part.length;
    counted.request += part.length;
    if (part.length > 0 && !wire.push(part)) socket.pause();
    if (requestLeft <= 0) wire.destroy();
  });
  socket.on('end', () => wire.push(null));
  socket.on('close', () => wire.destroy());
  for (const side of [socket, wire]) side.on('error', () => undefined);
  return Object.assign(wire, {
    counted,
    cutAnswerAfter: (bytes: number) => {
      answerLeft = bytes;
      if (bytes === 0) wire.destroy();
    },
  });
}
