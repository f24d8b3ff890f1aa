import { closeSync, existsSync, openSync, readSync } from 'node:fs';

const HEAD_BYTES = 4096;
/** Linux follows a script whose interpreter is a script this often (BINPRM_MAX_RECURSION). */
const SCRIPTS_DEEP = 4;
const MACH_O = new Set([0xfeedfacf, 0xcffaedfe, 0xcafebabe, 0xbebafeca]);
const PT_INTERP = 3;

/**
 * Whether the kernel is certain to start this file. `process.execve` aborts this process when it does not,
 * which could write a core file with the secrets in it: so whatever is in doubt is spawned.
 * @param own the program of this process, whose machine a binary has to be made for
 */
export function isSureToStart(file: string, own: string = process.execPath, depth = 0): boolean {
  const head = readHead(file);
  if (head === null || depth > SCRIPTS_DEEP) return false;
  if (head.toString('latin1', 0, 2) === '#!') {
    const interpreter = /^#![ \t]*([^ \t\r\n]+)[^\r\n]*\n/.exec(head.toString('utf8'))?.[1];
    return interpreter !== undefined && isSureToStart(interpreter, own, depth + 1);
  }
  if (head.length < 4) return false;
  if (MACH_O.has(head.readUInt32BE(0))) return true;
  return isElf(head) && isForThisMachine(head, readHead(own)) && hasItsLoader(head);
}

const isElf = (head: Buffer) => head.length >= 64 && head.readUInt32BE(0) === 0x7f454c46;

/** Class and byte order (bytes 4, 5) and the machine (18, 19) of the ELF header. */
function isForThisMachine(head: Buffer, own: Buffer | null): boolean {
  return (
    own !== null &&
    isElf(own) &&
    head.subarray(4, 6).equals(own.subarray(4, 6)) &&
    head.subarray(18, 20).equals(own.subarray(18, 20))
  );
}

/** A dynamic program names its loader in a segment PT_INTERP; 64-bit little-endian layout (elf(5)). */
function hasItsLoader(head: Buffer): boolean {
  const is64LittleEndian = head[4] === 2 && head[5] === 1;
  if (!is64LittleEndian) return false;
  const table = Number(head.readBigUInt64LE(32));
  const size = head.readUInt16LE(54);
  const count = head.readUInt16LE(56);
  for (let at = table; at < table + size * count; at += size) {
    if (at + 40 > head.length) return false;
    if (head.readUInt32LE(at) !== PT_INTERP) continue;
    const start = Number(head.readBigUInt64LE(at + 8));
    const end = start + Number(head.readBigUInt64LE(at + 32)) - 1;
    return end <= head.length && existsSync(head.toString('utf8', start, end));
  }
  return true;
}

function readHead(file: string): Buffer | null {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    return null;
  }
  try {
    const buffer = Buffer.alloc(HEAD_BYTES);
    return buffer.subarray(0, readSync(descriptor, buffer, 0, HEAD_BYTES, 0));
  } catch {
    return null;
  } finally {
    closeSync(descriptor);
  }
}
