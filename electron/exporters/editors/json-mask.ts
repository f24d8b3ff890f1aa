import { MASK } from '#core/ports/exporter.ts';
import {
  commentLooksSecret,
  looksSecret,
  namesSecret,
  namesSecretParent,
} from '#shared/text/secret-looks.ts';
import { isName } from './env-mask.ts';
import type { Dialect } from './json-dialect.ts';
import type { Container, JsonVisitor } from './json-grammar.ts';
import { walkJson } from './json-walk.ts';

interface Frame {
  readonly kind: Container;
  /** All below is masked: it stands under `env`, `headers` or the like. */
  readonly hidden: boolean;
  /** How many names of `shown` lead here; null: not on that way. */
  readonly depth: number | null;
  key: string;
  /** The string before, in a list: the value of `--api-key` comes after it. */
  previous: string;
}

/**
 * Puts eight dots for every string or number that may be a secret; nothing else changes, so lines stay lines.
 * @param shown the entry whose strings are known to hold none
 * @param itemKey what stands under it is the name of an item
 * @throws AppError file-refused
 */
export function maskJson(
  body: string,
  shown: readonly string[] | null,
  dialect: Dialect,
  itemKey: string | null,
): string {
  return maskWalk(body, shown, (visitor) => walkJson(body, dialect, visitor), itemKey);
}

/**
 * The same for any format: its walk reports names and values in the document's order.
 * @param walk calls the visitor; a comment is reported where it stands
 */
export function maskWalk(
  body: string,
  shown: readonly string[] | null,
  walk: (visitor: JsonVisitor) => void,
  itemKey: string | null = null,
): string {
  const frames: Frame[] = [];
  const pieces: string[] = [];
  let copied = 0;

  const depthOf = (): number | null => {
    const frame = frames.at(-1);
    if (frame === undefined) return 0;
    if (shown === null || frame.depth === null) return null;
    if (frame.depth >= shown.length) return frame.depth;
    return frame.kind === 'object' && frame.key === shown[frame.depth] ? frame.depth + 1 : null;
  };
  const isShown = () => shown !== null && (depthOf() ?? -1) >= shown.length;

  const hide = (start: number, end: number, quoted: string) => {
    // SECURITY: a comment inside of what is hidden already must not bring the rest of it back.
    if (start < copied) return;
    const breaks = body.slice(start, end).match(/\r\n|\n|\r/g) ?? [];
    pieces.push(body.slice(copied, start), quoted, ...breaks);
    copied = end;
  };

  walk({
    open: (kind) => {
      const parent = frames.at(-1);
      const hidden = parent !== undefined && (parent.hidden || namesSecretParent(parent.key));
      frames.push({ kind, hidden, depth: depthOf(), key: '', previous: '' });
    },
    close: () => frames.pop(),
    key: (name) => {
      const frame = frames.at(-1);
      if (frame !== undefined) frame.key = name;
    },
    scalar: (kind, start, end) => {
      const frame = frames.at(-1);
      const text = body.slice(start, end);
      const isLabel = itemKey !== null && frame?.key === itemKey && isName(text.slice(1, -1));
      if (kind !== 'word' && !isShown() && !isLabel && isSecret(frame, kind, text)) {
        hide(start, end, JSON.stringify(MASK));
      }
      if (frame?.kind === 'array') frame.previous = text;
    },
    comment: (start, end) => {
      const text = body.slice(start, end);
      const opening = /^[/*#]*/.exec(text)?.[0] ?? '';
      if (commentLooksSecret(text.slice(opening.length))) hide(start, end, `${opening} ${MASK}`);
    },
  });
  return pieces.join('') + body.slice(copied);
}

function isSecret(frame: Frame | undefined, kind: 'string' | 'number', text: string): boolean {
  if (frame === undefined) return true;
  const named = frame.kind === 'object' ? namesSecret(frame.key) : namesSecret(frame.previous);
  return frame.hidden || named || (kind === 'string' && looksSecret(text));
}
