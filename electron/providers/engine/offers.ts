import { type Offer, OPERATIONS, type Operation } from '#shared/model/provider.ts';
import { OPERATION_VERBS } from '#shared/text/operation-verbs.ts';
import type { Manifest } from './manifest/index.ts';
import { inferredWay, revokesByDelete, wayOf } from './ways.ts';

/** These cannot be taken back, whatever the service. */
const FINAL = new Set<Operation>(['regenerate', 'revoke', 'delete']);

/** @returns why an operation cannot be done, for people */
export function whyNot(manifest: Manifest, operation: Operation): string {
  const own = manifest.absent[operation];
  if (own !== undefined) return own;
  if (inferredWay(manifest, operation) !== null) {
    return `${manifest.name} has published no way to ${OPERATION_VERBS[operation]}; an inferred one can be switched on in the settings of the connection.`;
  }
  return `${manifest.name} has no way to ${OPERATION_VERBS[operation]}.`;
}

function offerOf(manifest: Manifest, operation: Operation, inferred: boolean): Offer {
  if (operation === 'revoke' && revokesByDelete(manifest)) {
    const { why, ...offer } = offerOf(manifest, 'delete', inferred);
    return { ...offer, operation, why: why === null ? null : whyNot(manifest, 'revoke') };
  }
  const notes = manifest.advice[operation] ?? [];
  const way = wayOf(manifest, operation, inferred);
  if (way === null) {
    const why = whyNot(manifest, operation);
    const { evidence } = manifest;
    return {
      operation,
      way: null,
      evidence,
      steps: [],
      collect: [],
      why,
      final: false,
      keepsRow: false,
      notes,
    };
  }
  const isGuided = way.mode === 'guided';
  return {
    operation,
    way: way.mode,
    evidence: isGuided ? manifest.evidence : way.evidence,
    steps: isGuided ? way.steps : [],
    collect: isGuided ? way.collect : [],
    why: null,
    final: FINAL.has(operation) || ('final' in way && way.final === true),
    keepsRow: 'keepsRow' in way && way.keepsRow === true,
    notes,
  };
}

/** How each operation is done, once, in the order of OPERATIONS. */
export const offersOf = (manifest: Manifest, inferred: boolean): readonly Offer[] =>
  OPERATIONS.map((operation) => offerOf(manifest, operation, inferred));

export const hasInferred = (manifest: Manifest): boolean =>
  OPERATIONS.some((operation) => inferredWay(manifest, operation) !== null);
