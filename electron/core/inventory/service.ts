import type { Inventory } from '#shared/model/inventory.ts';

export interface InventoryService {
  /**
   * What does not fit between services, storage and disk, with the act that mends each. Asks no service: what is told of
   * one is what it said when it was listed last. Only copies in files need the open storage.
   */
  list(): Promise<Inventory>;
}
