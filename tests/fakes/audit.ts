import { createAudit } from '#core/auditing/audit.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Ledger } from '#core/ports/ledger.ts';

/** The audit of a command, where no key of the ledger is in hand. */
export const unchainedAudit = (ledger: Ledger, clock: Clock) =>
  createAudit({ ledger, clock, by: 'command', client: () => null, chainer: { chain: () => undefined } });
