import { OPERATIONS, type Operation } from '#shared/model/provider.ts';
import type { Ops } from './ops.ts';
import type { RequestSpec, Success } from './requests.ts';

export interface Found<T> {
  /** Names joined by dots. */
  readonly path: string;
  readonly value: T;
}

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** @returns every text in a document, with where it stands */
export function textsIn(value: unknown, path = ''): readonly Found<string>[] {
  if (typeof value === 'string') return [{ path, value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, join(path, name)));
}

interface FoundWay extends Found<{ readonly request: RequestSpec; readonly success: Success }> {
  readonly operation: Operation;
  readonly discards: boolean;
}

/** @returns every way by API */
export function waysIn(ops: Ops): readonly FoundWay[] {
  return OPERATIONS.flatMap((operation) => {
    const ways = ops[operation];
    if (ways === undefined) return [];
    const list = Array.isArray(ways) ? ways : [ways];
    return list.flatMap((way, at) => {
      const path = Array.isArray(ways) ? `ops.${operation}.${at}` : `ops.${operation}`;
      const discards = 'discardBody' in way && way.discardBody === true;
      return way.mode === 'api' ? [{ path, operation, discards, value: way }] : [];
    });
  });
}
