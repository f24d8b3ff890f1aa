import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const REGISTRY = '/proc/sys/fs/binfmt_misc';

/**
 * Whether Linux has been told which program starts files like this one: wine, Java, qemu, WSL's own programs.
 * @param registry where the kernel lists them (Documentation/admin-guide/binfmt-misc.rst)
 */
export function isHandledByBinfmt(file: string, head: Buffer, registry = REGISTRY): boolean {
  return entriesOf(registry).some((entry) => fits(entry, file, head));
}

function entriesOf(registry: string): readonly string[] {
  try {
    const names = readdirSync(registry).filter((name) => name !== 'register' && name !== 'status');
    return names.map((name) => readFileSync(join(registry, name), 'utf8'));
  } catch {
    // Not Linux, or nothing is registered.
    return [];
  }
}

/** An entry: `enabled`, then `interpreter PATH`, and `extension .EXT` or `offset N`, `magic HEX`, `mask HEX`. */
function fits(entry: string, file: string, head: Buffer): boolean {
  if (!entry.startsWith('enabled')) return false;
  const field = (name: string) => new RegExp(`^${name} (.+)$`, 'm').exec(entry)?.[1];
  const extension = field('extension');
  if (extension !== undefined) return file.endsWith(extension);
  const magic = Buffer.from(field('magic') ?? '', 'hex');
  const mask = Buffer.from(field('mask') ?? '', 'hex');
  const start = Number(field('offset') ?? 0);
  const bytes = head.subarray(start, start + magic.length);
  const masked = (byte: number, index: number) => byte & (mask[index] ?? 0xff);
  return (
    magic.length > 0 &&
    bytes.length === magic.length &&
    magic.every((byte, index) => masked(byte, index) === masked(bytes[index] ?? 0, index))
  );
}
