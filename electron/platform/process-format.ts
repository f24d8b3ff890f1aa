import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { isHandledByBinfmt } from './process-binfmt.ts';

/**
 * What the kernel will do with a file that may be run. It has to be known before: `process.execve` aborts this
 * process when the kernel refuses, which could write a core file with the secrets in it, and `spawn` hands what
 * the kernel refuses to a shell (execvp(3)), which would run it with the secrets.
 */
export type Format =
  /** It starts. */
  | 'certain'
  /** It starts or fails, and no shell gets it. */
  | 'likely'
  /** A program that it needs to start is not there. */
  | 'incomplete'
  | 'unknown';

const HEAD_BYTES = 4096;
/** Linux follows a script whose interpreter is a script this often (BINPRM_MAX_RECURSION). */
const SCRIPTS_DEEP = 4;
const MACH_O = new Set([0xfeedfacf, 0xcffaedfe, 0xcafebabe, 0xbebafeca]);
const PT_INTERP = 3;

/** @param own the program of this process, whose machine a binary has to be made for */
export function formatOf(file: string, own: string = process.execPath, depth = 0): Format {
  const head = readHead(file);
  // Readable by nobody but the kernel: then no shell can read it either.
  if (head === null) return existsSync(file) ? 'likely' : 'incomplete';
  if (isHandledByBinfmt(file, head)) return 'likely';
  if (head.toString('latin1', 0, 2) === '#!') return formatOfScript(head, own, depth);
  if (head.length >= 4 && MACH_O.has(head.readUInt32BE(0))) return 'certain';
  if (!isElf(head) || !isForThisMachine(head, readHead(own))) return 'unknown';
  return formatOfElf(head);
}

function formatOfScript(head: Buffer, own: string, depth: number): Format {
  const interpreter = /^#![ \t]*([^ \t\r\n]+)[^\n]*\n/.exec(head.toString('utf8'))?.[1];
  if (interpreter === undefined || depth > SCRIPTS_DEEP) return 'unknown';
  return formatOf(interpreter, own, depth + 1);
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
function formatOfElf(head: Buffer): Format {
  const is64LittleEndian = head[4] === 2 && head[5] === 1;
  if (!is64LittleEndian) return 'unknown';
  const table = Number(head.readBigUInt64LE(32));
  const size = head.readUInt16LE(54);
  const count = head.readUInt16LE(56);
  for (let at = table; at < table + size * count; at += size) {
    if (at + 40 > head.length) return 'unknown';
    if (head.readUInt32LE(at) !== PT_INTERP) continue;
    const start = Number(head.readBigUInt64LE(at + 8));
    const end = start + Number(head.readBigUInt64LE(at + 32)) - 1;
    if (end > head.length) return 'unknown';
    return existsSync(head.toString('utf8', start, end)) ? 'certain' : 'incomplete';
  }
  return count === 0 ? 'unknown' : 'certain';
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
