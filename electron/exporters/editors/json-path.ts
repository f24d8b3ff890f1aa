import type { JsonValue } from '#core/ports/exporter.ts';
import type { Dialect } from './json-dialect.ts';
import type { Container, JsonVisitor } from './json-grammar.ts';
import { createJsonBuilder } from './json-value.ts';
import { walkJson } from './json-walk.ts';
import { refusedPlace } from './refusal.ts';

/** A name and its value, as offsets into the document; an item has no name, and both begin where it does. */
export interface Property {
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** One object on the way to our entry, or the list that it is an item of. */
export interface Level {
  /** The name that leads on; of an item, the one by which it is told. */
  readonly name: string;
  readonly kind: Container;
  /** Offset of `{` or `[`, and just after the other. */
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
  /** Of an object: what its member `itemKey` is. */
  itemName: string | null;
}

/** What one walk finds out about a document. */
export interface Found {
  /** The objects along the path, from the root inwards; fewer than the path has names where the rest is not there. */
  readonly levels: readonly Level[];
  readonly document: JsonValue;
}

/**
 * Reads a document and finds the objects along a path in it.
 * @param itemKey the last step is an item of a list, told by this member; null: all steps are names of objects
 * @throws AppError file-refused: not JSON, a name of the path twice in its object, a value on the path that is no object
 */
export function locate(
  body: string,
  path: readonly string[],
  dialect: Dialect,
  itemKey: string | null,
): Found {
  const finder = createFinder(body, path, itemKey);
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

const NAMED: Record<Container, string> = { object: 'an object', array: 'a list' };

interface Finder {
  readonly visitor: JsonVisitor;
  readonly levels: readonly Level[];
}

function createFinder(body: string, path: readonly string[], itemKey: string | null): Finder {
  const levels: Level[] = [];
  const frames: Frame[] = [];

  const wantedKind = (): Container =>
    itemKey !== null && levels.length === path.length - 1 ? 'array' : 'object';

  const enter = (kind: Container, at: number): Level | null => {
    if (levels.length >= path.length || !leadsOn(frames)) return null;
    const wanted = wantedKind();
    if (kind !== wanted)
      throw refusedPlace(body, at, `${nameOf(frames)} is ${NAMED[kind]}, not ${NAMED[wanted]}`);
    const level = newLevel(path[levels.length] ?? '', wanted, at);
    levels.push(level);
    return level;
  };

  const ended = (start: number, end: number, itemName: string | null) => {
    const frame = frames.at(-1);
    if (frame?.level == null) return;
    const key = frame.level.kind === 'array' ? { name: itemName, start, end: start } : frame.key;
    if (key === null) return;
    const property = { keyStart: key.start, keyEnd: key.end, valueStart: start, valueEnd: end };
    addTo(body, frame.level, property, key.name);
  };

  const visitor: JsonVisitor = {
    open: (kind, at) => frames.push({ level: enter(kind, at), start: at, key: null, itemName: null }),
    close: (_kind, end) => {
      const frame = frames.pop();
      if (frame === undefined) return;
      if (frame.level !== null) frame.level.end = end;
      ended(frame.start, end, frame.itemName);
    },
    key: (name, start, end) => {
      const frame = frames.at(-1);
      if (frame === undefined) return;
      frame.key = { name, start, end };
      if (name === itemKey) frame.itemName = null;
      if (frame.level?.match == null) return;
      if (name === frame.level.name) throw refusedPlace(body, start, `“${name}” stands there twice`);
    },
    scalar: (kind, start, end, text) => {
      if (levels.length < path.length && leadsOn(frames)) {
        throw refusedPlace(body, start, `${nameOf(frames)} is not ${NAMED[wantedKind()]}`);
      }
      const frame = frames.at(-1);
      if (frame?.key?.name === itemKey) frame.itemName = kind === 'string' ? text : null;
      ended(start, end, null);
    },
  };
  return { visitor, levels };
}

function newLevel(name: string, kind: Container, open: number): Level {
  return { name, kind, open, end: open, last: null, match: null, before: null, hasNext: false };
}

/** @throws AppError file-refused where our item is there already */
function addTo(body: string, level: Level, property: Property, name: string | null): void {
  if (level.match !== null) {
    if (name === level.name) throw refusedPlace(body, property.keyStart, `“${name}” stands there twice`);
    level.hasNext = true;
  } else if (name === level.name) {
    level.match = property;
    level.before = level.last;
  }
  level.last = property;
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
