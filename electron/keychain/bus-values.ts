import { alignmentOf, type BusType, MOST_NESTED, malformed, parseSignature } from './bus-signature.ts';

/** The specification's own. */
const MOST_ARRAY_BYTES = 64 * 1024 * 1024;

/**
 * Reads values as they stand on the bus (D-Bus Specification, "Marshaling"): numbers, booleans, strings, bigint for 64
 * bits, a Buffer for an array of bytes, an array for any other array, a struct and a dict entry; of a variant its value.
 * @param bytes begins where a message does, or eight bytes after
 * @returns null of nothing. Throws an Error for bytes that are no such values, or more or fewer of them
 */
export function readValues(bytes: Buffer, signature: string, isLittle: boolean): unknown[] {
  const reader = createReader(bytes, isLittle);
  const values = parseSignature(signature).map((type) => reader.read(type, 0));
  if (reader.at() !== bytes.length) throw malformed('more than its signature names');
  return values;
}

/** Where in the bytes the next value begins. DataView throws for whatever lies beyond their end. */
function createCursor(bytes: Buffer) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const align = (to: number) => {
    at = Math.ceil(at / to) * to;
  };
  const take = (size: number): Buffer => {
    if (size > bytes.length - at) throw malformed('a length beyond its end');
    at += size;
    return bytes.subarray(at - size, at);
  };
  return {
    view,
    at: () => at,
    align,
    take,
    /** Moves past a number and gives where it stands. */
    past: (size: number): number => {
      align(size);
      at += size;
      return at - size;
    },
    text: (size: number): string => {
      const found = take(size).toString();
      if (take(1)[0] !== 0) throw malformed('a text without its end');
      return found;
    },
  };
}

function createReader(bytes: Buffer, isLittle: boolean) {
  const { view, at, align, take, past, text } = createCursor(bytes);
  const uint32 = () => view.getUint32(past(4), isLittle);
  const short = () => text(view.getUint8(past(1)));
  const plain: Readonly<Record<string, () => unknown>> = {
    y: () => view.getUint8(past(1)),
    b: () => booleanOf(uint32()),
    n: () => view.getInt16(past(2), isLittle),
    q: () => view.getUint16(past(2), isLittle),
    i: () => view.getInt32(past(4), isLittle),
    u: uint32,
    h: uint32,
    x: () => view.getBigInt64(past(8), isLittle),
    t: () => view.getBigUint64(past(8), isLittle),
    d: () => view.getFloat64(past(8), isLittle),
    s: () => text(uint32()),
    o: () => text(uint32()),
    g: short,
  };

  function array(element: BusType, depth: number): unknown {
    const size = uint32();
    if (size > MOST_ARRAY_BYTES) throw malformed('an array that is too long');
    align(alignmentOf(element));
    if (element.code === 'y') return take(size);
    const end = at() + size;
    if (end > bytes.length) throw malformed('a length beyond its end');
    const values: unknown[] = [];
    while (at() < end) values.push(read(element, depth));
    if (at() > end) throw malformed('an array that ends within a value');
    return values;
  }

  function struct(fields: readonly BusType[], depth: number): unknown[] {
    align(8);
    return fields.map((field) => read(field, depth));
  }

  function variant(depth: number): unknown {
    const [type, ...others] = parseSignature(short());
    if (type === undefined || others.length > 0) throw malformed('a variant of other than one value');
    return read(type, depth);
  }

  function read(type: BusType, depth: number): unknown {
    // A variant in a variant in a variant: a few bytes each, and a call each.
    if (depth > MOST_NESTED) throw malformed('values nested too deep');
    if ('element' in type) return array(type.element, depth + 1);
    if ('fields' in type) return struct(type.fields, depth + 1);
    return type.code === 'v' ? variant(depth + 1) : plain[type.code]?.();
  }

  return { read, at };
}

function booleanOf(word: number): boolean {
  if (word > 1) throw malformed('a boolean that is neither');
  return word === 1;
}
