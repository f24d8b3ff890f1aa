import { createServer, type Server, type Socket } from 'node:net';
import { readValues } from '../../electron/keychain/bus-values.ts';
import { writeValues } from '../../electron/keychain/bus-writing.ts';

export interface SeenCall {
  readonly member: string;
  readonly values: readonly unknown[];
}

export type BusAnswer =
  | { readonly signature: string; readonly values: readonly unknown[] }
  | { readonly error: string }
  | { readonly bytes: Buffer }
  | 'silence'
  | 'hang up';

/** `v` of a boolean. */
export const booleanVariant = (value: boolean): BusAnswer => {
  const bytes = writeValues('v', [['u', value ? 1 : 0]]);
  bytes[1] = 'b'.charCodeAt(0);
  return { signature: 'v', values: [bytes] };
};

/**
 * A bus by the D-Bus specification: it takes EXTERNAL of this user, wants BEGIN, then Hello first.
 * @param pieces how many bytes of an answer go out at once
 */
export function fakeSessionBus(answer: (call: SeenCall) => BusAnswer, pieces = 65_536): Server {
  return createServer((socket) => {
    let received = Buffer.alloc(0);
    let phase: 'auth' | 'begin' | 'messages' = 'auth';
    let calls = 0;

    const line = (wanted: RegExp): boolean => {
      const end = received.indexOf('\r\n');
      if (end === -1) return false;
      if (!wanted.test(received.toString('latin1', 0, end))) socket.destroy();
      received = received.subarray(end + 2);
      return true;
    };

    const login = (): void => {
      const uid = Buffer.from(String(process.getuid?.())).toString('hex');
      if (phase === 'auth' && line(new RegExp(`^\\0AUTH EXTERNAL ${uid}$`))) {
        phase = 'begin';
        send(socket, Buffer.from('OK 0123456789abcdef0123456789abcdef\r\n'), pieces);
      }
      if (phase === 'begin' && line(/^BEGIN$/)) phase = 'messages';
    };

    const take = (message: Buffer): void => {
      const call = parseCall(message);
      calls += 1;
      if ((calls === 1) !== (call.member === 'Hello')) socket.destroy();
      reply(socket, call, {
        pieces,
        given: calls === 1 ? { signature: 's', values: [':1.1'] } : answer(call),
      });
    };

    socket.on('data', (bytes: Buffer) => {
      received = Buffer.concat([received, bytes]);
      login();
      if (phase !== 'messages') return;
      for (let length = lengthOf(received); length !== null; length = lengthOf(received)) {
        const message = received.subarray(0, length);
        received = received.subarray(length);
        take(message);
      }
    });
    socket.on('error', () => undefined);
  });
}

function lengthOf(bytes: Buffer): number | null {
  if (bytes.length < 16) return null;
  const length = 16 + Math.ceil(bytes.readUInt32LE(12) / 8) * 8 + bytes.readUInt32LE(4);
  return length <= bytes.length ? length : null;
}

function parseCall(message: Buffer): SeenCall & { readonly serial: number } {
  const end = 16 + message.readUInt32LE(12);
  const [serial, list] = readValues(message.subarray(8, end), 'ua(yv)', true) as [number, [number, string][]];
  const fields = new Map(list);
  const body = message.subarray(Math.ceil(end / 8) * 8);
  return { serial, member: String(fields.get(3)), values: readValues(body, fields.get(8) ?? '', true) };
}

interface Given {
  readonly given: BusAnswer;
  readonly pieces: number;
}

function reply(socket: Socket, { serial }: { readonly serial: number }, { given, pieces }: Given): void {
  if (given === 'silence') return;
  if (given === 'hang up') socket.destroy();
  else if ('bytes' in given) send(socket, given.bytes, pieces);
  else if ('error' in given) send(socket, message(3, [[4, ['s', given.error]]], { serial }), pieces);
  else send(socket, message(2, [[8, ['g', given.signature]]], { serial, ...given }), pieces);
}

interface Content {
  readonly serial: number;
  readonly signature?: string;
  readonly values?: readonly unknown[];
}

function message(
  kind: number,
  fields: readonly unknown[],
  { serial, signature = '', values = [] }: Content,
): Buffer {
  const [first] = values;
  const body = Buffer.isBuffer(first) ? first : writeValues(signature, values);
  const head = [0x6c, kind, 1, 1, body.length, 9, [[5, ['u', serial]], ...fields]];
  const header = writeValues('yyyyuua(yv)', head);
  return Buffer.concat([header, Buffer.alloc(Math.ceil(header.length / 8) * 8 - header.length), body]);
}

function send(socket: Socket, bytes: Buffer, pieces: number): void {
  for (let at = 0; at < bytes.length; at += pieces) socket.write(bytes.subarray(at, at + pieces));
}
