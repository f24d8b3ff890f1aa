import type { DeliveryService } from '#core/delivering/service.ts';
import type { ExportRequest } from '#shared/model/delivery.ts';
import { AT, claudeDesktop, plan, restorePlan, uuid } from './rows.ts';

/** Delivering without files: fixed rows. @param note records what was asked */
export const fakeDelivering = (
  note: <T>(method: string, input: unknown, result: T) => T,
): DeliveryService => ({
  targets: () => [claudeDesktop],
  plan: async (request: ExportRequest) => note('delivering.plan', request, plan),
  document: async (request) =>
    note('delivering.document', request, {
      server: plan.server,
      mechanism: 'launcher',
      reference: null,
      text: '{}\n',
      warnings: ['Nothing was written.'],
    }),
  export: async (id) =>
    note('delivering.export', id, {
      change: uuid(51),
      delivery: uuid(31),
      file: plan.file,
      mode: '0600',
      companions: [],
      until: null,
    }),
  deliveries: async () => [],
  ofKey: () => [],
  planRestore: async () => restorePlan,
  restore: async (id) =>
    note('delivering.restore', id, {
      change: uuid(53),
      delivery: uuid(50),
      file: plan.file,
      mode: '0600',
      companions: [],
      until: null,
    }),
  keep: async (id) => note('delivering.keep', id, undefined),
  unexport: async (id) =>
    note('delivering.unexport', id, {
      change: uuid(52),
      delivery: id,
      file: plan.file,
      mode: '0644',
      companions: [],
      until: null,
    }),
  deleteFiles: async (id) =>
    note('delivering.deleteFiles', id, {
      change: uuid(53),
      delivery: id,
      file: plan.file,
      mode: 'removed',
      companions: [],
      until: null,
    }),
  undoable: () => [],
  changes: () => [],
  undo: async (change) =>
    note('delivering.undo', change, {
      id: uuid(51),
      file: plan.file,
      what: 'export',
      at: AT,
      undone: true,
    }),
  recover: async () => false,
});
