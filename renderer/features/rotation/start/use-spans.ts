import { useState } from 'react';
import type { Overlap, Watch } from '#shared/model/rotation.ts';

/** How long the old key goes on, as it is chosen. @param first the overlap to begin with */
export function useSpans(first: Overlap) {
  const [overlap, setOverlap] = useState<Overlap>(first);
  const [watch, setWatch] = useState<Watch | undefined>(undefined);
  const chosen = { overlap, ...(watch === undefined ? {} : { watch }) };
  return { chosen, overlap, setOverlap, setWatch };
}

export type Spans = ReturnType<typeof useSpans>;
