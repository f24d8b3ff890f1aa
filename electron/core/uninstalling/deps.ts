import type { DeliveryRow } from '#shared/model/delivery.ts';
import type { DeliveringDeps } from '../delivering/deps.ts';
import type { DeliveryService } from '../delivering/service.ts';
import type { Vault } from '../vault.ts';

export interface UninstallingDeps extends DeliveringDeps {
  readonly vault: Pick<Vault, 'assertOpen' | 'remove'>;
  readonly delivering: Pick<DeliveryService, 'unexport' | 'recover' | 'undo'>;
  readonly deliveries: () => Promise<readonly DeliveryRow[]>;
}
