import { type Evidence, OPERATIONS, type Operation } from '#shared/model/provider.ts';
import type { Manifest } from './manifest/index.ts';
import type { ApiWays, GuidedWay } from './manifest/ops.ts';
import type { Pagination, RequestSpec, Success } from './manifest/requests.ts';
import type { AnswerPath } from './manifest/words.ts';

/** A way of one operation by API. */
export type ApiWayOf<Op extends Operation> = ApiWays[Op];

/** What the parts of the engine that do not care for the operation look at. */
export interface ApiWay {
  readonly mode: 'api';
  readonly evidence: Evidence;
  readonly request: RequestSpec;
  readonly success: Success;
  readonly secret?: AnswerPath | undefined;
  readonly account?: AnswerPath | undefined;
  readonly gone?: readonly number[] | undefined;
  readonly pagination?: Pagination | undefined;
}

type Way<Op extends Operation> = ApiWays[Op] | GuidedWay;

type Ways = { readonly [Op in Operation]?: Way<Op> | readonly Way<Op>[] | undefined };

function waysOf<Op extends Operation>(manifest: Manifest, operation: Op): readonly Way<Op>[] {
  const ops: Ways = manifest.ops;
  const ways: Way<Op> | readonly Way<Op>[] | undefined = ops[operation];
  if (ways === undefined) return [];
  return isList(ways) ? ways : [ways];
}

const isList = <One>(ways: One | readonly One[]): ways is readonly One[] => Array.isArray(ways);

const isApi = <Op extends Operation>(way: Way<Op>): way is ApiWayOf<Op> => way.mode === 'api';
const isInferred = <Op extends Operation>(way: Way<Op>): way is ApiWayOf<Op> =>
  isApi(way) && way.evidence === 'inferred';

/** @returns the way that has to be switched on; null where there is none */
export function inferredWay<Op extends Operation>(manifest: Manifest, operation: Op): ApiWayOf<Op> | null {
  return waysOf(manifest, operation).find(isInferred<Op>) ?? null;
}

/**
 * How an operation is done: the first way that is not inferred; an inferred one goes before the console's once it is
 * switched on.
 */
export function wayOf<Op extends Operation>(
  manifest: Manifest,
  operation: Op,
  inferred: boolean,
): Way<Op> | null {
  const ways = waysOf(manifest, operation);
  const usual = ways.find((way) => !isInferred(way)) ?? null;
  if (usual !== null && isApi(usual)) return usual;
  return (inferred ? inferredWay(manifest, operation) : null) ?? usual;
}

/** Whether Keyrack itself asks the service anything; where not, it needs to know no address. */
export const asksAnything = (manifest: Manifest, inferred: boolean): boolean =>
  OPERATIONS.some((operation) => apiWayOf(manifest, operation, inferred) !== null);

/** A service that says nothing of revoking revokes by deleting; one that says it cannot, or how, is believed. */
export const revokesByDelete = (manifest: Manifest): boolean =>
  manifest.ops.revoke === undefined && manifest.absent.revoke === undefined;

/** @returns how it is done by API; null where it is done by hand or not at all */
export function apiWayOf<Op extends Operation>(
  manifest: Manifest,
  operation: Op,
  inferred: boolean,
): ApiWayOf<Op> | null {
  const way = wayOf(manifest, operation, inferred);
  return way !== null && isApi(way) ? way : null;
}
