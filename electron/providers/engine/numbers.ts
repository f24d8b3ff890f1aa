import type { Usage } from '#shared/model/key.ts';
import type { Limits, Scope } from '#shared/model/provider.ts';
import type { Context } from './context.ts';
import { itemsOf } from './listing.ts';
import { readField } from './mapping.ts';
import { reading } from './probing.ts';
import { KINDS } from './reads.ts';
import { demand } from './sending.ts';
import { unknownForm } from './success.ts';
import { type ApiWayOf, apiWayOf } from './ways.ts';

type Points = NonNullable<ApiWayOf<'usage'>['points']>;

function pointsOf(service: string, document: unknown, points: Points): Usage['points'] {
  return itemsOf(service, document, points.items).map((item) => {
    const at = readField(item, points.at, KINDS.instant);
    const requests = readField(item, points.requests, KINDS.integer);
    if (typeof at !== 'string' || typeof requests !== 'number')
      throw unknownForm(service, 'the usage of the key');
    return { at, requests };
  });
}

/** @throws AppError as `demand`; service-failed where the answer has another form */
export async function readUsage(
  context: Context,
  way: ApiWayOf<'usage'>,
  id: string,
  since: Date,
  signal: AbortSignal | undefined,
): Promise<Usage> {
  const { name } = context.manifest;
  const inputs = { id, since: since.toISOString() };
  const document = await demand(context, reading('usage', way, signal, inputs));
  const points = way.points === undefined ? [] : pointsOf(name, document, way.points);
  const told = readField(document, way.requests, KINDS.integer);
  const requests = told === null ? points.reduce((sum, point) => sum + point.requests, 0) : told;
  if (requests === undefined || (told === null && way.points === undefined)) {
    throw unknownForm(name, 'the usage of the key');
  }
  return { since: since.toISOString(), requests, points };
}

/** @returns the manifest's limits, whole */
export const limitsOf = ({ limits }: Context['manifest']): Limits => ({
  requests: limits.requests ?? [],
  concurrent: limits.concurrent ?? null,
});

/** What the service says now; the manifest's where it has no call for it. */
export async function readLimits(context: Context, signal: AbortSignal | undefined): Promise<Limits> {
  const { manifest, access } = context;
  const way = apiWayOf(manifest, 'limits', access.inferred);
  const usual = limitsOf(manifest);
  if (way === null) return usual;
  const document = await demand(context, reading('limits', way, signal));
  const requests = way.items.flatMap(({ count, perSeconds }) => {
    const read = readField(document, count, KINDS.integer);
    if (read === undefined) throw unknownForm(manifest.name, 'its limits');
    return read === null || read < 1 ? [] : [{ count: read, perSeconds }];
  });
  const concurrent = way.concurrent === undefined ? null : readField(document, way.concurrent, KINDS.integer);
  return { requests, concurrent: concurrent ?? usual.concurrent };
}

const ACCESS: ReadonlyMap<string, Scope['access']> = new Map([
  ['read', 'read'],
  ['list', 'read'],
  ['view', 'read'],
  ['delete', 'delete'],
  ['remove', 'delete'],
  ['manage', 'manage'],
  ['admin', 'manage'],
]);

/** By the last word of the id; what is not known to be harmless is not preselected. */
const accessOf = (id: string): Scope['access'] =>
  ACCESS.get(
    id
      .toLowerCase()
      .split(/[^a-z]+/)
      .findLast((word) => word !== '') ?? '',
  ) ?? 'write';

/** The service's own catalogue; the manifest's where it has no call for it, and for what it says of a scope. */
export async function readScopes(
  context: Context,
  signal: AbortSignal | undefined,
): Promise<readonly Scope[]> {
  const { manifest, access } = context;
  const way = apiWayOf(manifest, 'scopes', access.inferred);
  if (way === null) return manifest.scopes;
  const document = await demand(context, reading('scopes', way, signal));
  return itemsOf(manifest.name, document, way.items).map((item) => {
    const id = readField(item, way.id, KINDS.text);
    if (typeof id !== 'string' || id === '') throw unknownForm(manifest.name, 'its scopes');
    const known = manifest.scopes.find((scope) => scope.id === id);
    if (known !== undefined) return known;
    const category = way.category === undefined ? null : readField(item, way.category, KINDS.text);
    return {
      id,
      category: category ?? id.split(/[:./]/)[0] ?? id,
      access: accessOf(id),
      text: readField(item, way.text, KINDS.text) ?? id,
    };
  });
}
