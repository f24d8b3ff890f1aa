import type { Mechanism } from '#shared/model/delivery.ts';
import { exposure, keptByWords } from '../text/common.ts';
import { Badge } from './badge.tsx';

interface Props {
  readonly mechanism: Mechanism;
  /** The name of the program that keeps the value in a store of its own; null: a file is written. */
  readonly keptBy: string | null;
}

/** How much of the secret lies open by a mechanism, in words and colour. */
export function MechanismBadge({ mechanism, keptBy }: Props) {
  const { tone, text } = exposure[mechanism];
  return <Badge tone={tone}>{keptBy === null ? text : keptByWords(keptBy)}</Badge>;
}
