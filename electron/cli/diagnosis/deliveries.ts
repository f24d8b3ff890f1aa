import { existsSync } from 'node:fs';
import type { DeliveryRow } from '#shared/model/delivery.ts';
import type { Key } from '#shared/model/key.ts';
import type { Finding } from '../context.ts';
import { type OpenPatient, ok, orWell, warning } from './finding.ts';

/** What hangs in the air: an entry, a file or a key that is no longer as it was when it was delivered. */
export async function checkDeliveries(patient: OpenPatient): Promise<readonly Finding[]> {
  const { services, outside } = patient;
  const rows = await patient.deliveries();
  const keys = new Map(services.keys.list().map((key) => [key.id, key]));
  const unfinished = outside.ledger.changes.unfinished();
  return orWell(
    [
      ...rows.flatMap((row) => [...ofEntry(row), ...ofKey(row, keys.get(row.keyId))]),
      ...unfinished.map(({ file }) =>
        warning(
          'deliveries',
          `A change of ${file} was begun and did not come to its end.`,
          'Finish it, or take it back: keyrack targets check',
        ),
      ),
    ],
    ok('deliveries', `${rows.length}, all as Keyrack wrote them.`),
  );
}

function ofEntry({ id, file, server, state }: DeliveryRow): readonly Finding[] {
  const found = (message: string, fix: string) => [warning('deliveries', message, fix)];
  const restore = `Put it back: keyrack targets restore ${id}`;
  switch (state) {
    case 'changed':
      return found(
        `"${server}" in ${file} was changed since Keyrack wrote it.`,
        `${restore}. Take it as it is: keyrack targets restore ${id} --keep`,
      );
    case 'missing': {
      const what = existsSync(file)
        ? `"${server}" is gone from ${file}.`
        : `"${server}" was delivered to ${file}, and the file is gone.`;
      return found(what, `${restore}. Forget it: keyrack unexport ${id}`);
    }
    case 'unreadable':
      return found(
        `${file}, which has "${server}", does not parse or cannot be read.`,
        `Open ${file} in an editor and mend it; then: keyrack targets check`,
      );
    default:
      return [];
  }
}

function ofKey({ id, file, server, mechanism }: DeliveryRow, key: Key | undefined): readonly Finding[] {
  const where = `"${server}" in ${file}`;
  const out = `keyrack unexport ${id}`;
  if (key === undefined) {
    return [warning('deliveries', `${where} is of a key that is no longer here.`, `Take it out: ${out}`)];
  }
  if (key.status !== 'active') {
    const message = `${where} has the key "${key.name}", which is ${key.status}.`;
    return [
      warning('deliveries', message, `Take it out: ${out}. Or renew it: keyrack key replace ${key.id}`),
    ];
  }
  if (key.held || mechanism === 'inline') return [];
  const message = `${where} asks for the value of "${key.name}", which Keyrack does not have.`;
  return [warning('deliveries', message, `Enter it: keyrack key enter ${key.id}`)];
}
