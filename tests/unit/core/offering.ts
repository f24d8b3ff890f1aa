import { OPERATIONS } from '#shared/model/provider.ts';
import type { FakeService } from '#tests/fakes/service.ts';

/** All operations one way. */
export function everything(service: FakeService, way: 'api' | 'guided' | 'inferred' | null): void {
  for (const operation of OPERATIONS) service.ways[operation] = way;
}
