import { AppError } from '#core/errors.ts';
import type { Operation } from '#shared/model/provider.ts';
import type { Manifest } from './manifest/index.ts';
import { requestPath } from './manifest/words.ts';
import { paramsIn, paramValue } from './params.ts';
import { inferredWay } from './ways.ts';

type Params = Readonly<Record<string, string>>;
type Paths = Readonly<Partial<Record<Operation, string>>>;

interface Places {
  readonly id: string | null;
  readonly params: Params;
  /** What `{base}` stands for. */
  readonly base: string;
}

/**
 * @returns the path with its values percent-encoded, so that each stays one segment
 * @throws AppError invalid-input where an id is missing: the request would mean all of them
 */
export function fillPath(path: string, { id, params, base }: Places): string {
  if (path.includes('{id}') && (id ?? '') === '') {
    throw new AppError('invalid-input', {
      message: 'The id of the key at the service is missing, so nothing was sent.',
      next: 'Sync the connection, then try again.',
    });
  }
  return path
    .replace(/^\{base\}/, () => base)
    .replace(/\{param\.([A-Za-z0-9]+)\}/g, (_, name: string) => encodeURIComponent(paramValue(params, name)))
    .replaceAll('{id}', () => encodeURIComponent(id ?? ''));
}

/** @returns operations whose path the user may replace, with the path that the manifest infers */
export function inferredPaths(manifest: Manifest, operations: readonly Operation[]): Paths {
  const rows = operations.flatMap((operation) => {
    const way = inferredWay(manifest, operation);
    return way === null ? [] : [[operation, way.request.path] as const];
  });
  return Object.fromEntries(rows);
}

function refuse(message: string, next: string): never {
  throw new AppError('invalid-input', { message, next, field: 'paths' });
}

function checkPath(manifest: Manifest, operation: string, path: string, known: string): void {
  if (!requestPath.safeParse(path).success || path.length > 500) {
    refuse(
      `The path "${path}" for ${operation} is not one.`,
      'Begin with a slash; use plain segments, {id} and {param.name}, and no query.',
    );
  }
  // SECURITY: a delete whose id was lost from the path would mean all keys (tests/unit/providers/paths).
  if (path.includes('{id}') !== known.includes('{id}')) {
    const word = known.includes('{id}') ? 'needs' : 'takes no';
    refuse(`The path for ${operation} ${word} {id}.`, `Write it like ${known}.`);
  }
  const unknown = paramsIn(path).find((name) => !manifest.params.some((param) => param.name === name));
  if (unknown !== undefined) {
    refuse(`${manifest.name} has no param "${unknown}".`, 'Take it out of the path.');
  }
}

/** @throws AppError invalid-input, field `paths` */
export function checkPaths(
  manifest: Manifest,
  inferred: Paths,
  paths: Readonly<Record<string, string>>,
): void {
  const known: Readonly<Record<string, string | undefined>> = inferred;
  for (const [operation, path] of Object.entries(paths)) {
    const own = Object.hasOwn(known, operation) ? known[operation] : undefined;
    if (own === undefined) {
      refuse(
        `The path for ${operation} of ${manifest.name} cannot be changed.`,
        `These can: ${Object.keys(inferred).join(', ') || 'none'}.`,
      );
    }
    checkPath(manifest, operation, path, own);
  }
}
