import type { RemoteAlert } from '#core/ports/provider.ts';
import { pickFitting } from './answer-path.ts';
import type { Context } from './context.ts';
import { itemsOf } from './listing.ts';
import { readField } from './mapping.ts';
import { reading } from './probing.ts';
import { KINDS } from './reads.ts';
import type { Ask } from './request.ts';
import { demand } from './sending.ts';
import { unknownForm } from './success.ts';
import type { ApiWayOf } from './ways.ts';

/** @throws AppError as `demand`; service-failed where the answer has another form */
export async function listAlerts(
  context: Context,
  way: ApiWayOf<'listAlerts'>,
  signal: AbortSignal | undefined,
): Promise<readonly RemoteAlert[]> {
  const { name } = context.manifest;
  const document = await demand(context, reading('listAlerts', way, signal));
  return itemsOf(name, document, way.items).map((item) => {
    const id = readField(item, way.id, KINDS.id);
    const condition = readField(item, way.condition, KINDS.text);
    const keyId = way.keyId === undefined ? null : readField(item, way.keyId, KINDS.text);
    if (typeof id !== 'string' || typeof condition !== 'string' || keyId === undefined) {
      throw unknownForm(name, 'its alerts');
    }
    return { id, condition, keyId };
  });
}

/** @returns the service's id of the alert. @throws AppError as `demand`; service-failed where it gives none */
export async function setAlert(context: Context, ask: Ask, way: ApiWayOf<'setAlert'>): Promise<string> {
  const id = pickFitting(await demand(context, ask), way.id, (value) => KINDS.id(value) ?? null);
  if (id === null) throw unknownForm(context.manifest.name, 'the new alert');
  return id;
}
