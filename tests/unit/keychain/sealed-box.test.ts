import { createCipheriv, createSecretKey, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { openBox, sealBox } from '../../../electron/keychain/sealed-box.ts';

const bytes = randomBytes(32);
const key = createSecretKey(bytes);
const context = 'environment/key';
const plain = Buffer.from('a secret');

test('opens a box that is laid out as documented', () => {
  const header = Buffer.from('4b45595241434b0001', 'hex');
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', bytes, nonce);
  cipher.setAAD(Buffer.concat([header, Buffer.from(context)]));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  const box = Buffer.concat([header, nonce, sealed, cipher.getAuthTag()]);
  expect(openBox(key, context, box)).toEqual(plain);
});

test('gives another box each time', () => {
  expect(sealBox(key, context, plain)).not.toEqual(sealBox(key, context, plain));
});

test('holds an empty value', () => {
  expect(openBox(key, context, sealBox(key, context, new Uint8Array()))).toHaveLength(0);
});

test('does not open when any one byte is changed', () => {
  const box = Buffer.from(sealBox(key, context, plain));
  for (const index of box.keys()) {
    const changed = Buffer.from(box);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => openBox(key, context, changed)).toThrow();
  }
});

test('does not open when it is cut off anywhere, or longer', () => {
  const box = Buffer.from(sealBox(key, context, plain));
  for (const length of box.keys()) expect(() => openBox(key, context, box.subarray(0, length))).toThrow();
  expect(() => openBox(key, context, Buffer.concat([box, Buffer.alloc(1)]))).toThrow();
});

test('does not open under another context or another key', () => {
  const box = sealBox(key, context, plain);
  expect(() => openBox(key, 'environment/other', box)).toThrow();
  expect(() => openBox(createSecretKey(randomBytes(32)), context, box)).toThrow();
});
