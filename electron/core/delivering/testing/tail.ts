// More than this of what a program says is not kept: one that never stops talking must not fill the memory.
const KEPT = 65_536;

export interface Tail {
  /** The last of what was read until now, in whole lines. */
  text(): string;
  /** Something from its beginning is gone. */
  cut(): boolean;
}

/** @returns what stands behind the first end of a line; null: there is none */
function afterLine(text: string): string | null {
  const end = text.search(/[\r\n]/);
  return end === -1 ? null : text.slice(end + 1);
}

/**
 * Reads a stream to its end, in the background.
 * SECURITY: a line that has lost its beginning is dropped: it may hold the end of a value, which nothing would know for one.
 */
export function tailOf(stream: AsyncIterable<Uint8Array>): Tail {
  const decoder = new TextDecoder();
  let kept = '';
  let isCut = false;
  let isInside = false;
  const add = (text: string) => {
    const whole = isInside ? afterLine(text) : kept + text;
    if (whole === null) return;
    isInside = false;
    kept = whole;
    if (kept.length <= KEPT) return;
    isCut = true;
    const last = afterLine(kept.slice(-KEPT));
    isInside = last === null;
    kept = last ?? '';
  };
  const read = async () => {
    for await (const bytes of stream) add(decoder.decode(bytes, { stream: true }));
  };
  // A stream that is torn down has nothing more to say.
  read().catch(() => undefined);
  return { text: () => kept, cut: () => isCut };
}
