import type { Key } from '#shared/model/key.ts';
import { replaceText } from '../../../text/operation-names.ts';
import { StopsWorking } from '../act/stops-working.tsx';
import { useConsequences } from '../act/use-consequences.ts';

/** Nothing stops when a key is replaced: what uses the old one keeps it from being retired. */
export function OldKeyUses({ value }: { readonly value: Key }) {
  const told = useConsequences(value.id, 'replace');
  const consequences =
    told.state === 'ready' ? { ...told, value: { ...told.value, deliveries: value.deliveries } } : told;
  return <StopsWorking consequences={consequences} title={replaceText.usesOld} />;
}
