import type { Connection } from '#shared/model/connection.ts';
import { type Operation, offerOf } from '#shared/model/provider.ts';

/** How keys are made through a connection: by hand, in an inferred way, or as the service describes. */
export function wayOf({
  offers,
  inferred,
}: Pick<Connection, 'offers' | 'inferred'>): 'guided' | 'inferred' | 'api' {
  const making = (['create', 'regenerate', 'list'] satisfies Operation[])
    .map((operation) => offerOf(offers, operation))
    .filter(({ way }) => way !== null);
  if (inferred && making.some(({ way, evidence }) => way === 'api' && evidence === 'inferred'))
    return 'inferred';
  return making[0]?.way === 'guided' ? 'guided' : 'api';
}
