import { FileLock2 } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import type { ExportPlan } from '#shared/model/delivery.ts';
import type { ApiError } from '../../../api/api-error.ts';
import { exportText } from '../../../text/targets.ts';
import { Diff } from '../../../ui/diff.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Path } from '../../../ui/path.tsx';
import type { Planning } from './use-plan.ts';

interface Props {
  readonly planning: Planning;
  /** What went wrong while writing. */
  readonly error: ApiError | null;
  /** Below the change. */
  readonly children?: ReactNode;
}

/** The region `Changes`: what will be written, exactly, with the secret masked. */
export function Changes({ planning, error, children }: Props) {
  const heading = useId();
  const { plan } = planning;
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
      {planning.state === 'failed' && <ErrorNotice error={planning.error} />}
      {planning.state !== 'failed' && plan === null && (
        <p role="status" className="text-muted">
          {planning.state === 'waiting' ? exportText.waiting : exportText.planning}
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

function Planned({ plan }: { readonly plan: ExportPlan }) {
  const mode = modeOf(plan);
  return (
    <>
      {plan.realFile !== plan.file && <Notice>{exportText.realFile(plan.realFile)}</Notice>}
      {plan.warnings.map((warning) => (
        <Notice key={warning} tone="warn">
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
function modeOf({ modeBefore, modeAfter }: ExportPlan): string | null {
  if (modeAfter === null) return null;
  const words = modeAfter.endsWith('00') ? exportText.mode : exportText.modeOpen;
  return words(modeBefore, modeAfter);
}
