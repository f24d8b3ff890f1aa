import { malformed } from './bus-signature.ts';
import { readValues } from './bus-values.ts';
import { writeValues } from './bus-writing.ts';

/** A method call in the words of the D-Bus specification. */
export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

/** The answer to the call of this serial. */
export interface Reply {
  readonly to: number;
  /** The D-Bus error name; null where it is none. */
  readonly error: string | null;
  readonly values: readonly unknown[];
}

const CALL = 1;
const RETURN = 2;
const ERROR = 3;
const VERSION = 1;
const FIELD = {
  path: 1,
  interface: 2,
  member: 3,
  error: 4,
  replyTo: 5,
  destination: 6,
  signature: 8,
} as const;

const SERIAL_AT = 8;
const FIXED_BYTES = 16;
/** Of the specification's 128 MB we need what names ten thousand items. */
const MOST_BYTES = 16 * 1024 * 1024;

const padded = (size: number) => Math.ceil(size / 8) * 8;

export function encodeCall(call: BusCall, serial: number): Buffer {
  const { signature = '', body = [] } = call;
  const bytes = writeValues(signature, body);
  const fields = [
    [FIELD.path, ['o', call.path]],
    [FIELD.interface, ['s', call.interface]],
    [FIELD.member, ['s', call.member]],
    [FIELD.destination, ['s', call.destination]],
    ...(signature === '' ? [] : [[FIELD.signature, ['g', signature]]]),
  ];
  const head = ['l'.charCodeAt(0), CALL, 0, VERSION, bytes.length, serial, fields];
  const header = writeValues('yyyyuua(yv)', head);
  return Buffer.concat([header, Buffer.alloc(padded(header.length) - header.length), bytes]);
}

/**
 * @param received what has come so far and was not read
 * @returns how long the first message is; null where it has not come whole. Throws an Error where it is no message
 */
export function messageLength(received: Buffer): number | null {
  if (received.length < FIXED_BYTES) return null;
  const word = isLittleEndian(received)
    ? received.readUInt32LE.bind(received)
    : received.readUInt32BE.bind(received);
  if (received[3] !== VERSION) throw malformed('a message of another version');
  const length = FIXED_BYTES + padded(word(12)) + word(4);
  if (length > MOST_BYTES) throw malformed('a message that is too long');
  return length <= received.length ? length : null;
}

/**
 * @param message one, whole
 * @returns null for what answers nothing, such as a signal. Throws an Error where it is no message
 */
export function decodeReply(message: Buffer): Reply | null {
  const kind = message[1];
  if (kind !== RETURN && kind !== ERROR) return null;
  const isLittle = isLittleEndian(message);
  const fieldsLength = isLittle ? message.readUInt32LE(12) : message.readUInt32BE(12);
  const header = message.subarray(SERIAL_AT, FIXED_BYTES + fieldsLength);
  const [, fields] = readValues(header, 'ua(yv)', isLittle) as [number, [number, unknown][]];
  return replyOf(new Map(fields), {
    kind,
    isLittle,
    body: message.subarray(FIXED_BYTES + padded(fieldsLength)),
  });
}

interface Rest {
  readonly kind: number;
  readonly isLittle: boolean;
  readonly body: Buffer;
}

function replyOf(fields: ReadonlyMap<unknown, unknown>, { kind, isLittle, body }: Rest): Reply {
  const to = fields.get(FIELD.replyTo);
  const error = fields.get(FIELD.error) ?? null;
  const signature = fields.get(FIELD.signature) ?? '';
  if (typeof to !== 'number') throw malformed('a reply to nothing');
  if (typeof signature !== 'string') throw malformed('a signature that is none');
  if (kind === ERROR && typeof error !== 'string') throw malformed('an error without a name');
  return { to, error: kind === ERROR ? String(error) : null, values: readValues(body, signature, isLittle) };
}

function isLittleEndian(message: Buffer): boolean {
  if (message[0] === 0x6c) return true;
  if (message[0] === 0x42) return false;
  throw malformed('a message of neither byte order');
}
