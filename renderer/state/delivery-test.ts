import type { DeliveryTest, DeliveryTestStep } from '#shared/model/delivery-test.ts';
import type { ApiError } from '../api/api-error.ts';

/** The newest test of a delivery that was asked for in this window. */
export type DeliveryTrial =
  | { readonly state: 'running'; readonly step: DeliveryTestStep }
  | { readonly state: 'done'; readonly result: DeliveryTest }
  | { readonly state: 'failed'; readonly error: ApiError };
