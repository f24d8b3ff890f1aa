import type { DeliveryRow } from '#shared/model/delivery.ts';
import { claudeDesktop, development, readerKey, uuid } from './rows.ts';

/** A delivery as it is listed. */
export const deliveryRow = (changes: Partial<DeliveryRow> = {}): DeliveryRow => ({
  id: uuid(50),
  target: claudeDesktop.id,
  mechanism: 'launcher',
  file: '/home/u/claude.json',
  keyId: readerKey.id,
  environmentId: development.id,
  server: 'notes',
  variable: 'READER_API_KEY',
  createdAt: '2026-11-20T12:00:00.000Z',
  state: 'intact',
  until: null,
  ...changes,
});
