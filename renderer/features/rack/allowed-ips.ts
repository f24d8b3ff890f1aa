import { cidrSchema } from '#shared/model/key.ts';

interface Ips {
  readonly ips: string[];
  /** Lines that are neither an address nor a range. */
  readonly wrong: string[];
}

/** Reads addresses and ranges as they are typed: one a line, or parted by commas or blanks. */
export function parseIps(text: string): Ips {
  const lines = [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
  const wrong = lines.filter((line) => !cidrSchema.safeParse(line).success);
  return { ips: lines.filter((line) => !wrong.includes(line)), wrong };
}

/** @returns whether two lists name the same things, in whatever order */
export function sameSet(one: readonly string[], other: readonly string[]): boolean {
  const left = new Set(one);
  return left.size === new Set(other).size && other.every((each) => left.has(each));
}
