import type { JsonValue } from '#core/ports/exporter.ts';
import type { Dialect } from './json-dialect.ts';
import type { Container, JsonVisitor } from './json-grammar.ts';
import { createJsonBuilder } from './json-value.ts';
import { walkJson } from './json-walk.ts';
import { refusedPlace } from './refusal.ts';

/** A name and its value, as offsets into the document. */
export interface Property {
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** One object on the way to our entry. */
export interface Level {
  /** The name that leads on. */
  readonly name: string;
  /** Offset of `{`, and just after `}`. */
  readonly open: number;
  end: number;
  last: Property | null;
  /** The property of `name`, the one before it, and whether another follows. */
  match: Property | null;
  before: Property | null;
  hasNext: boolean;
}

interface Frame {
  readonly level: Level | null;
  readonly start: number;
  key: { readonly name: string; readonly start: number; readonly end: number } | null;
}

/** What one walk finds out about a document. */
export interface Found {
  /** The objects along the path, from the root inwards; fewer than the path has names where the rest is not there. */
  readonly levels: readonly Level[];
  readonly document: JsonValue;
}

/**
 * Reads a document and finds the objects along a path in it.
 * @throws AppError file-refused: not JSON, a name of the path twice in its object, a value on the path that is no object
 */
export function locate(body: string, path: readonly string[], dialect: Dialect): Found {
  const finder = createFinder(body, path);
  const builder = createJsonBuilder(body);
  walkJson(body, dialect, {
    open: (kind, at) => {
      finder.visitor.open(kind, at);
      builder.visitor.open(kind, at);
    },
    close: (kind, end) => {
      finder.visitor.close(kind, end);
      builder.visitor.close(kind, end);
    },
    key: (name, start, end) => {
      finder.visitor.key(name, start, end);
      builder.visitor.key(name, start, end);
    },
    scalar: (kind, start, end, text) => {
      finder.visitor.scalar(kind, start, end, text);
      builder.visitor.scalar(kind, start, end, text);
    },
  });
  return { levels: finder.levels, document: builder.value() };
}

interface Finder {
  readonly visitor: JsonVisitor;
  readonly levels: readonly Level[];
}

function createFinder(body: string, path: readonly string[]): Finder {
  const levels: Level[] = [];
  const frames: Frame[] = [];

  const enter = (kind: Container, at: number): Level | null => {
    if (levels.length >= path.length || !leadsOn(frames)) return null;
    if (kind !== 'object') throw refusedPlace(body, at, `${nameOf(frames)} is a list, not an object`);
    const level = newLevel(path[levels.length] ?? '', at);
    levels.push(level);
    return level;
  };

  const ended = (start: number, end: number) => {
    const frame = frames.at(-1);
    if (frame?.level == null || frame.key === null) return;
    const property = { keyStart: frame.key.start, keyEnd: frame.key.end, valueStart: start, valueEnd: end };
    if (frame.key.name === frame.level.name) {
      frame.level.match = property;
      frame.level.before = frame.level.last;
    }
    frame.level.last = property;
  };

  const visitor: JsonVisitor = {
    open: (kind, at) => frames.push({ level: enter(kind, at), start: at, key: null }),
    close: (_kind, end) => {
      const frame = frames.pop();
      if (frame === undefined) return;
      if (frame.level !== null) frame.level.end = end;
      ended(frame.start, end);
    },
    key: (name, start, end) => {
      const frame = frames.at(-1);
      if (frame === undefined) return;
      frame.key = { name, start, end };
      if (frame.level?.match == null) return;
      if (name === frame.level.name) throw refusedPlace(body, start, `“${name}” stands there twice`);
      frame.level.hasNext = true;
    },
    scalar: (_kind, start, end) => {
      if (levels.length < path.length && leadsOn(frames)) {
        throw refusedPlace(body, start, `${nameOf(frames)} is not an object`);
      }
      ended(start, end);
    },
  };
  return { visitor, levels };
}

function newLevel(name: string, open: number): Level {
  return { name, open, end: open, last: null, match: null, before: null, hasNext: false };
}

/** Whether the value that begins now is the root or the next object of the path. */
function leadsOn(frames: readonly Frame[]): boolean {
  const frame = frames.at(-1);
  return frame === undefined || (frame.level !== null && frame.key?.name === frame.level.name);
}

function nameOf(frames: readonly Frame[]): string {
  const key = frames.at(-1)?.key;
  return key == null ? 'The document' : `“${key.name}”`;
}
