import type { Mechanism } from '#shared/model/delivery.ts';
import { exposure } from '../text/common.ts';
import { Badge } from './badge.tsx';

/** How much of the secret lies open by a mechanism, in words and colour. */
export function MechanismBadge({ mechanism }: { readonly mechanism: Mechanism }) {
  const { tone, text } = exposure[mechanism];
  return <Badge tone={tone}>{text}</Badge>;
}
