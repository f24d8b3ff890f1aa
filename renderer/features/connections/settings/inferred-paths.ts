import { OPERATIONS, type Operation } from '#shared/model/provider.ts';

interface InferredPath {
  readonly operation: Operation;
  readonly method: string;
  readonly path: string;
}

interface Way {
  readonly mode?: unknown;
  readonly evidence?: unknown;
  readonly request?: { readonly method?: unknown; readonly path?: unknown };
}

/**
 * The paths that a description marks as inferred, in the order of the operations.
 * @param manifest JSON, as main gives it; what is not of a description's form is passed over
 */
export function inferredPaths(manifest: string): readonly InferredPath[] {
  const { ops } = JSON.parse(manifest) as { readonly ops?: Readonly<Record<string, Way | readonly Way[]>> };
  return OPERATIONS.flatMap((operation) => {
    const ways = [ops?.[operation] ?? []].flat() as readonly Way[];
    return ways
      .filter(({ mode, evidence }) => mode === 'api' && evidence === 'inferred')
      .flatMap(({ request }) =>
        typeof request?.path === 'string'
          ? [{ operation, method: String(request.method), path: request.path }]
          : [],
      );
  });
}
