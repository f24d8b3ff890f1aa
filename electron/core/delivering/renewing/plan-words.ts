import type { FileExporter } from '../../ports/exporter.ts';
import type { DeliveryRecord } from '../../ports/ledger.ts';
import type { DeliveringDeps } from '../deps.ts';
import { referenceWords } from '../warnings.ts';

/** What a person does where the program itself keeps the value. */
export function byHandWords(
  exporter: FileExporter,
  { server, variable, file, mechanism, imported }: DeliveryRecord,
): string {
  const { name, own } = exporter;
  if (exporter.whenReplaced !== undefined) return exporter.whenReplaced(server, mechanism);
  const copy = 'copy the key in Keyrack’s window, and paste it there';
  if (own !== undefined || imported) {
    const was = mechanism === 'inline' ? `took the key in by ${file}` : `asked for the key by ${file}`;
    return `${name} ${was}, and keeps it: open what is named "${server}" in ${name}, ${copy}.`;
  }
  return `${name} keeps ${variable} for "${server}" in its own store: ${copy}. ${exporter.onInput ?? ''}`.trim();
}

/** Why a delivery without a value needs nothing. */
export const handedOverWords = ({ name }: FileExporter, mechanism: DeliveryRecord['mechanism']): string =>
  mechanism === 'helper'
    ? `${name} asks Keyrack for the header each time it connects, and gets the new value.`
    : `${name} starts its server by Keyrack, which hands over the value of now.`;

/** From where the variable comes. @returns whether Keyrack brings the new value there, and what to say of it */
export function referenceSource(
  deps: DeliveringDeps,
  exporter: FileExporter,
  delivery: DeliveryRecord,
): { readonly isKnown: boolean; readonly text: string } {
  const reference = delivery.reference ?? delivery.variable;
  const { exporters, ledger } = deps;
  const isVariable = ({ target, variable }: DeliveryRecord) =>
    variable === reference && exporters.find(({ id }) => id === target)?.takes === 'variable';
  const sources: readonly DeliveryRecord[] = ledger.deliveries
    .list()
    .filter((each) => each.keyId === delivery.keyId && isVariable(each));
  const from = `The file names the variable ${reference} alone.`;
  if (sources.length === 0) {
    const words = referenceWords(deps, exporter, { reference, keyId: delivery.keyId });
    return { isKnown: false, text: `${from} ${words} Where it is set otherwise, set the new value there.` };
  }
  const files = sources.map(({ file }) => file).join(' and ');
  return { isKnown: true, text: `${from} It is set in ${files}, which gets the new value.` };
}

/** The program that reads the new value only after a restart; null: none, or which one it is is not known. */
export function restartOf(
  { id, name, takes, start }: FileExporter,
  { mechanism }: DeliveryRecord,
): string | null {
  if (id === 'shell') return 'terminals that are open';
  if (mechanism === 'helper' || mechanism === 'input') return null;
  return takes === 'server' || (mechanism === 'reference' && start !== undefined) ? name : null;
}
