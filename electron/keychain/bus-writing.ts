import { alignmentOf, type BusType, parseSignature } from './bus-signature.ts';

/** What calls of ours are made of; a variant is written as [signature, value]. */
export function writeValues(signature: string, values: readonly unknown[]): Buffer {
  const out: number[] = [];
  parseSignature(signature).forEach((type, index) => {
    write(out, type, values[index]);
  });
  return Buffer.from(out);
}

function write(out: number[], type: BusType, value: unknown): void {
  align(out, alignmentOf(type));
  if ('element' in type) writeArray(out, type.element, value as readonly unknown[]);
  else if ('fields' in type) {
    for (const [index, field] of type.fields.entries())
      write(out, field, (value as readonly unknown[])[index]);
  } else if (type.code === 'v') writeVariant(out, value as readonly [string, unknown]);
  else if (type.code === 'y') out.push(Number(value));
  else if (type.code === 'u') out.push(...uint32(Number(value)));
  else if (type.code === 'g') writeText(out, String(value), (size) => [size]);
  else if (type.code === 's' || type.code === 'o') writeText(out, String(value), uint32);
  else throw new Error(`no call of ours has the type ${type.code}`);
}

function writeArray(out: number[], element: BusType, values: readonly unknown[]): void {
  const at = out.length;
  out.push(...uint32(0));
  align(out, alignmentOf(element));
  const start = out.length;
  for (const value of values) write(out, element, value);
  // Padding before the first element does not count.
  out.splice(at, 4, ...uint32(out.length - start));
}

function writeVariant(out: number[], [signature, value]: readonly [string, unknown]): void {
  writeText(out, signature, (size) => [size]);
  for (const type of parseSignature(signature)) write(out, type, value);
}

function writeText(out: number[], text: string, sizeOf: (size: number) => readonly number[]): void {
  const bytes = Buffer.from(text);
  out.push(...sizeOf(bytes.length), ...bytes, 0);
}

function align(out: number[], to: number): void {
  while (out.length % to !== 0) out.push(0);
}

const uint32 = (value: number) => [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24];
