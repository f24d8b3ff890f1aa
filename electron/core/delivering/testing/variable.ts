import type { FileExporter, JsonValue } from '../../ports/exporter.ts';
import type { DeliveryRecord } from '../../ports/ledger.ts';
import { Secret } from '../../secret.ts';
import type { Outcome } from './report.ts';

/** Whether a program that reads the file gets the key. The values are compared here and shown nowhere. */
export function testVariable(
  exporter: FileExporter,
  { variable }: Pick<DeliveryRecord, 'variable'>,
  value: JsonValue,
  { held, lookup }: { readonly held: Secret; readonly lookup: (name: string) => string | null },
): Outcome {
  const found = exporter.readValue?.(value, lookup) ?? null;
  if (found === null) {
    const message = `What the file gives to ${variable} cannot be told: it is not written plainly.`;
    return { ok: false, message, next: 'Export the key again.' };
  }
  return new Secret(found).equals(held)
    ? { ok: true, message: `The file gives ${variable} the value of this key.` }
    : {
        ok: false,
        message: `The file gives ${variable} another value than this key has.`,
        next: 'Export the key again.',
      };
}
