import type { AnswerPath } from './manifest/words.ts';

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function step(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return /^\d+$/.test(name) ? (value[Number(name)] as unknown) : undefined;
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

const namesOf = (path: string): readonly string[] => (path === '$' ? [] : path.split('.'));

function pickOne(document: unknown, path: string): unknown {
  return namesOf(path).reduce<unknown>(step, document);
}

const pathsOf = (path: AnswerPath): readonly string[] => (typeof path === 'string' ? [path] : path);

/** @returns what stands at the path, undefined where nothing does. Inherited members do not count. */
export function pick(document: unknown, path: AnswerPath): unknown {
  return pathsOf(path)
    .map((one) => pickOne(document, one))
    .find((value) => value !== undefined);
}

/** @returns what `read` makes of the first alternative that it does not refuse with null */
export function pickFitting<T>(
  document: unknown,
  path: AnswerPath,
  read: (value: unknown) => T | null,
): T | null {
  for (const one of pathsOf(path)) {
    const value = pickOne(document, one);
    const fitting = value === undefined ? null : read(value);
    if (fitting !== null) return fitting;
  }
  return null;
}

function changeAt(value: unknown, names: readonly string[], change: () => unknown): unknown {
  const [name, ...rest] = names;
  if (name === undefined) return change();
  if (Array.isArray(value)) {
    return value.map((inner: unknown, at) => (String(at) === name ? changeAt(inner, rest, change) : inner));
  }
  if (!isObject(value) || !Object.hasOwn(value, name)) return value;
  const { [name]: inner, ...others } = value;
  const changed = changeAt(inner, rest, change);
  return changed === undefined ? others : { ...others, [name]: changed };
}

/** @returns the document without what stands at any alternative of the path */
export function without(document: unknown, path: AnswerPath): unknown {
  return pathsOf(path).reduce((rest, one) => changeAt(rest, namesOf(one), () => undefined), document);
}

/** @returns the document with `text` in place of whatever stands at any alternative of the path */
export function masked(document: unknown, path: AnswerPath, text: string): unknown {
  return pathsOf(path).reduce((rest, one) => changeAt(rest, namesOf(one), () => text), document);
}
