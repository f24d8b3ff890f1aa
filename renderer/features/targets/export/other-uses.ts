import type { Delivery } from '#shared/model/delivery.ts';
import type { Key } from '#shared/model/key.ts';
import type { ExportForm } from './export-form.ts';

/**
 * One key, one tool: where a key is delivered to already, besides the place that is chosen now. Another server in the
 * same file is the same tool.
 */
export function otherUses(
  { deliveries }: Pick<Key, 'deliveries'>,
  { target, file }: Pick<ExportForm, 'target' | 'file'>,
): readonly Delivery[] {
  const chosen = file.trim();
  return deliveries.filter((each) => each.target !== target || (chosen !== '' && each.file !== chosen));
}
