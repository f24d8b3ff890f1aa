import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeReply, encodeCall, messageLength } from '../../../electron/keychain/bus-messages.ts';
import { parseSignature } from '../../../electron/keychain/bus-signature.ts';
import { readValues } from '../../../electron/keychain/bus-values.ts';
import { writeValues } from '../../../electron/keychain/bus-writing.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(/\s/g, ''), 'hex');
const bytesOf = (text: string) => text.split('').map((letter) => letter.charCodeAt(0));

/** What dbus-daemon sends, seen on a socket: the reply to Hello, and an error. */
const HELLO_REPLY = hex(`6c020101 09000000 01000000 3d000000
  06017300 04000000 3a312e35 00000000 05017500 01000000 08016700 01730000
  07017300 14000000 6f72672e 66726565 6465736b 746f702e 44427573 00000000
  04000000 3a312e35 00`);

test('a call stands on the bus as the specification has it', () => {
  const call = { destination: 'a.b', path: '/a', interface: 'a.b', member: 'C', signature: 's', body: ['x'] };
  const message = encodeCall(call, 7);
  expect([...message.subarray(0, 16)]).toEqual([0x6c, 1, 0, 1, 6, 0, 0, 0, 7, 0, 0, 0, 71, 0, 0, 0]);
  expect(message.length % 8).toBe(6);
  expect([...message.subarray(-6)]).toEqual([1, 0, 0, 0, 0x78, 0]);
  expect(messageLength(message)).toBe(message.length);
});

test('a reply as dbus-daemon sends it is read', () => {
  expect(messageLength(HELLO_REPLY)).toBe(HELLO_REPLY.length);
  expect(decodeReply(HELLO_REPLY)).toEqual({ to: 1, error: null, values: [':1.5'] });
});

test.each(Array.from({ length: HELLO_REPLY.length }, (_, length) => length))(
  'of a message that ends after %i bytes nothing is taken',
  (length) => {
    expect(messageLength(HELLO_REPLY.subarray(0, length))).toBe(null);
  },
);

const changed = (at: number, ...bytes: readonly number[]) => {
  const copy = Buffer.from(HELLO_REPLY);
  copy.set(bytes, at);
  return copy;
};

test.each([
  ['of neither byte order', changed(0, 0x78)],
  ['of another version', changed(3, 2)],
  ['with a body of 4 GB', changed(4, 255, 255, 255, 255)],
  ['with a header of 4 GB', changed(12, 255, 255, 255, 255)],
  ['of 16 MB and a byte', changed(4, 1, 0, 0, 1)],
  ['whose byte order is the other one', changed(0, 0x42)],
])('a message %s is refused before it is waited for', (_what, message) => {
  expect(() => messageLength(message)).toThrow('the session bus sent');
});

test.each([
  ['answers nothing', changed(33, 0)],
  ['has fewer values than its signature names', changed(43, 0x74)],
  ['has a text longer than itself', changed(80, 200)],
  ['has a text without an end', changed(88, 1)],
  ['has a header field longer than itself', changed(20, 255, 255)],
  ['has an unknown type', changed(43, 0x7a)],
])('a message that %s is refused', (_what, message) => {
  expect(() => decodeReply(message)).toThrow();
});

test('an error reply gives its name, and one without a name is refused', () => {
  expect(() => decodeReply(changed(1, 3))).toThrow('an error without a name');
});

test.each([1, 4, 0, 9])('a message of kind %i answers nothing', (kind) => {
  expect(decodeReply(changed(1, kind))).toBe(null);
});

test.each([
  ['y', [7], [7]],
  ['b', [1, 0, 0, 0], [true]],
  ['n', [0xfe, 0xff], [-2]],
  ['q', [1, 2], [513]],
  ['i', [0xff, 0xff, 0xff, 0xff], [-1]],
  ['x', [255, 255, 255, 255, 255, 255, 255, 255], [-1n]],
  ['t', [1, 0, 0, 0, 0, 0, 0, 0], [1n]],
  ['d', [0, 0, 0, 0, 0, 0, 0xf0, 0x3f], [1]],
  ['yu', [1, 0, 0, 0, 2, 0, 0, 0], [1, 2]],
  ['g', [2, ...bytesOf('ai'), 0], ['ai']],
  ['as', [0, 0, 0, 0], [[]]],
  ['ay', [2, 0, 0, 0, 5, 6], [Buffer.from([5, 6])]],
  ['a(yv)', [5, 0, 0, 0, 0, 0, 0, 0, 9, 1, ...bytesOf('y'), 0, 3], [[[9, 3]]]],
  ['a{ss}', [13, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 97, 0, 0, 0, 0, 0, 0, 0, 0], [[['a', '']]]],
])('reads %s', (signature, bytes, values) => {
  expect(readValues(Buffer.from(bytes), signature, true)).toEqual(values);
});

test('reads the other byte order', () => {
  expect(readValues(Buffer.from([0, 0, 0, 2, 0, 0, 0, 1, 120, 0]), 'us', false)).toEqual([2, 'x']);
});

test.each([
  ['an array of more than 64 MB', 'ay', [1, 0, 0, 4]],
  ['an array that ends within a value', 'au', [5, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0]],
  ['an array longer than the message', 'au', [8, 0, 0, 0, 1, 0, 0, 0]],
  ['a boolean that is neither', 'b', [2, 0, 0, 0]],
  ['a variant of nothing', 'v', [0, 0]],
  ['a variant of two values', 'v', [2, ...bytesOf('yy'), 0, 1, 1]],
  ['values beyond the signature', 'y', [1, 2]],
  ['variants within variants', 'v', Array.from({ length: 80 }, () => [1, 0x76, 0]).flat()],
])('%s is refused', (_what, signature, bytes) => {
  expect(() => readValues(Buffer.from(bytes), signature, true)).toThrow();
});

test.each(['z', 'a', '(', '()', 'a{', '(y', '{}', ')', 'a'.repeat(70), '('.repeat(200)])(
  '%s is no signature',
  (text) => {
    expect(() => parseSignature(text)).toThrow();
  },
);

test('whatever is written is read back', () => {
  const pairs = fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })));
  fc.assert(
    fc.property(fc.string(), fc.nat(), pairs, fc.uint8Array(), (text, number, dict, bytes) => {
      const values = [text, number, dict, [...bytes], 5];
      const read = readValues(writeValues('sua{ss}ayy', values), 'sua{ss}ayy', true);
      expect(read).toEqual([text, number, dict, Buffer.from(bytes), 5]);
    }),
  );
});

test('whatever bytes come, they are read, refused, or waited for, and nothing else happens', () => {
  const flips = fc.array(fc.tuple(fc.nat(HELLO_REPLY.length - 1), fc.nat(255)), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(flips, (changes) => {
      const message = Buffer.from(HELLO_REPLY);
      for (const [at, byte] of changes) message[at] = byte;
      try {
        const length = messageLength(message);
        if (length !== null) decodeReply(message.subarray(0, length));
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }),
    { numRuns: 2000 },
  );
});
