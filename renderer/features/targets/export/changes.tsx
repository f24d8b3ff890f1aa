import { FileLock2 } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { type ExportPlan, isStored } from '#shared/model/delivery.ts';
import type { ApiError } from '../../../api/api-error.ts';
import { exportText } from '../../../text/targets.ts';
import { Diff } from '../../../ui/diff.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Path } from '../../../ui/path.tsx';
import type { Planning } from './use-plan.ts';

export interface WaitingWords {
  /** While a field is empty or wrong. */
  readonly field: string;
  /** While a mechanism has to be chosen; null: one was, so that a refusal of it is a mistake. */
  readonly mechanism: string | null;
}

interface Props {
  readonly planning: Planning;
  /** Absent: nothing but fields is waited for. */
  readonly waiting?: WaitingWords;
  /** What went wrong while writing. */
  readonly error: ApiError | null;
  /** Below the change. */
  readonly children?: ReactNode;
}

const FIELDS_ALONE: WaitingWords = { field: exportText.waiting, mechanism: null };

/** The region `Changes`: what will be written, exactly, with the secret masked. */
export function Changes({ planning, waiting = FIELDS_ALONE, error, children }: Props) {
  const heading = useId();
  const { plan } = planning;
  const told = toldOf(planning, waiting);
  return (
    <section
      aria-labelledby={heading}
      aria-busy={planning.state === 'planning'}
      className="flex min-w-0 flex-col gap-2"
    >
      <h3 id={heading} className="text-small font-medium">
        {exportText.changes}
      </h3>
      {error !== null && <ErrorNotice error={error} />}
      {planning.state === 'failed' && told === null && <ErrorNotice error={planning.error} />}
      {told !== null && (
        <p role="status" className="text-muted">
          {told}
        </p>
      )}
      {planning.state !== 'failed' && plan !== null && (
        <>
          <Planned plan={plan} />
          {children}
        </>
      )}
    </section>
  );
}

/** @returns what stands there in place of a change, or above one that is no longer meant; null: there is one, or a mistake */
function toldOf(planning: Planning, waiting: WaitingWords): string | null {
  if (planning.state === 'failed') return planning.error.field === 'mechanism' ? waiting.mechanism : null;
  if (planning.state === 'waiting') return planning.plan === null ? waiting.field : exportText.outdated;
  return planning.plan === null ? exportText.planning : null;
}

function Planned({ plan }: { readonly plan: ExportPlan }) {
  const mode = modeOf(plan);
  return (
    <>
      {plan.realFile !== plan.file && <Notice>{exportText.realFile(plan.realFile)}</Notice>}
      {plan.warnings.map((warning) => (
        // Of a store they are plain facts: where the value goes, and what to choose there.
        <Notice key={warning} tone={isStored(plan) ? 'plain' : 'warn'}>
          {warning}
        </Notice>
      ))}
      {mode !== null && (
        <p className="flex items-center gap-2 text-small text-muted">
          <Icon of={FileLock2} size={14} />
          <span className="tabular-nums">{mode}</span>
        </p>
      )}
      <Diff lines={plan.diff} label={plan.realFile} />
      {plan.companions.map(({ file, diff }) => (
        <div key={file} className="grid gap-1">
          <Path path={file} />
          <Diff lines={diff} label={file} />
        </div>
      ))}
    </>
  );
}

/** null: what is written is no file. */
function modeOf(plan: ExportPlan): string | null {
  const { modeBefore, modeAfter } = plan;
  if (modeAfter === null || isStored(plan)) return null;
  const words = modeAfter.endsWith('00') ? exportText.mode : exportText.modeOpen;
  return words(modeBefore, modeAfter);
}
