import type { DeliveryTest, DeliveryTestStep } from '#shared/model/delivery-test.ts';

/** Tries what stands in the files of other programs. */
export interface DeliveryTestService {
  /**
   * Does what the program would do with its entry, and ends whatever it has started.
   * @returns also where it went wrong. @throws AppError not-found, not-held, storage-*, cancelled
   */
  run(deliveryId: string, watch?: DeliveryTestWatch): Promise<DeliveryTest>;
}

interface DeliveryTestWatch {
  readonly signal?: AbortSignal;
  readonly onStep?: (step: DeliveryTestStep) => void;
}
