import type { ActivityFilter, ActivityFormat, ActivityRow } from '#shared/model/activity.ts';
import { KIND_WORDS } from '#shared/text/activity.ts';
import { csv } from '#shared/text/csv.ts';
import { AppError } from '../errors.ts';
import type { LedgerKey } from '../ledger-key.ts';
import type { Clock } from '../ports/clock.ts';
import type { Hmac } from '../ports/hmac.ts';
import type { AuditFilter, AuditRow, Ledger } from '../ports/ledger.ts';
import type { StorageTiers } from '../ports/storage.ts';
import type { ActivityService } from '../services.ts';
import type { Vault } from '../vault.ts';
import { readAnchor } from './anchor.ts';
import type { Audit } from './audit.ts';
import type { Chainer } from './chainer.ts';
import { orAudited } from './failing.ts';
import { judgeChain } from './verifying.ts';

/** What a page reads at once. */
const ACTIVITY_PAGE = 200;

interface Deps {
  readonly ledger: Ledger;
  readonly storage: Pick<StorageTiers, 'status'>;
  readonly vault: Pick<Vault, 'assertOpen' | 'readIfHeld'>;
  readonly ledgerKey: LedgerKey;
  readonly hmac: Pick<Hmac, 'digest'>;
  readonly clock: Clock;
  readonly chainer: Chainer;
  readonly audit: Audit;
  /** Whether this process has found the storage open, for whatever it needed there. */
  readonly wasOpen: () => boolean;
}

function filterOf({ kind, keyId, ...rest }: ActivityFilter): AuditFilter {
  const words = kind === undefined || kind === 'failed' ? undefined : KIND_WORDS[kind];
  return {
    ...rest,
    subject: keyId,
    ...(words === undefined ? {} : { what: words }),
    ...(kind === undefined ? {} : { failed: kind === 'failed' }),
  };
}

const chainedOf = ({ mac, late }: AuditRow): ActivityRow['chained'] => {
  if (mac === null) return 'no';
  return late ? 'late' : 'yes';
};

const shown = (row: AuditRow): ActivityRow => {
  const { number, at, by, client, what, subject, name, environmentId, detail } = row;
  const chained = chainedOf(row);
  return { number, at, by, client, what, subject, name, environmentId, detail, chained };
};

const HEAD = [
  'number',
  'at',
  'by',
  'client',
  'what',
  'subject',
  'name',
  'environmentId',
  'detail',
  'chained',
] as const;

/** Whole, for a file. */
function written(rows: readonly ActivityRow[], format: ActivityFormat): string {
  if (format === 'json') return `${JSON.stringify(rows, null, 2)}\n`;
  return csv(
    HEAD,
    rows.map((row) => HEAD.map((field) => row[field])),
  );
}

async function orUnjudged(open: () => Promise<void>): Promise<void> {
  try {
    await open();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, {
      message: `Whether the audit was changed cannot be judged now. ${error.message}`,
      next: error.next ?? 'Open the storage of secrets, then try again.',
      cause: error,
    });
  }
}

/** What was done, as window and command look at it. */
export function createActivity(deps: Deps): ActivityService {
  const { ledger, storage, vault, ledgerKey, chainer } = deps;
  const all = (filter: ActivityFilter, limit: number) =>
    ledger.audit.list(limit, filterOf(filter)).map(shown);
  return {
    list: ({ before, ...asked }) => {
      const filter = filterOf(asked);
      return {
        rows: ledger.audit.list(ACTIVITY_PAGE, filter, before).map(shown),
        total: ledger.audit.count(filter),
      };
    },
    newest: (limit, filter) => all(filter, limit),
    write: (filter, format, limit = -1) => written(all(filter, limit), format),
    verify: async () => {
      await orUnjudged(() => vault.assertOpen());
      await chainer.open();
      await chainer.anchor();
      const key = await ledgerKey.derive('audit');
      const ledgerId = ledger.identity.get();
      const anchor = ledgerId === null ? null : await readAnchor(vault, ledgerId);
      return judgeChain({ ...deps, audit: ledger.audit }, anchor, key);
    },
    keep: async () => {
      const isOurs = deps.wasOpen() || ledger.identity.get() !== null || (await storage.status()).chosen;
      if (!isOurs) return;
      await chainer.open();
      await chainer.anchor();
    },
    end: async () => {
      if (deps.wasOpen()) await chainer.open();
      await chainer.anchor();
    },
    unlocking: async (work) => {
      await orAudited(deps.audit, { what: 'storage not unlocked', subject: null }, work);
      await chainer.open();
      deps.audit('storage unlocked', null);
    },
  };
}
