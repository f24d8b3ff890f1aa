import type { DeliveryTestStep } from '#shared/model/delivery-test.ts';
import { api } from '../api/api.ts';
import { asApiError } from '../api/api-error.ts';
import type { DeliveryTrial } from './delivery-test.ts';
import { getState, setState } from './store.ts';

/** @param trial null: nothing is shown of it any more */
function put(id: string, trial: DeliveryTrial | null): void {
  setState(({ deliveryTests: { [id]: _before, ...others } }) => ({
    deliveryTests: trial === null ? others : { ...others, [id]: trial },
  }));
}

/** Tries what stands in the delivery's file; the outcome is shown at the delivery. */
export async function testDelivery(id: string): Promise<void> {
  if (getState().deliveryTests[id]?.state === 'running') return;
  put(id, { state: 'running', step: 'file' });
  try {
    put(id, { state: 'done', result: await api['targets.test']({ id }) });
  } catch (thrown) {
    const error = asApiError(thrown);
    put(id, error.code === 'cancelled' ? null : { state: 'failed', error });
  }
}

export const dismissTest = (id: string): void => put(id, null);

/** A step that comes after the end of its test is dropped. */
export function onTestStep(id: string, step: DeliveryTestStep): void {
  if (getState().deliveryTests[id]?.state === 'running') put(id, { state: 'running', step });
}
