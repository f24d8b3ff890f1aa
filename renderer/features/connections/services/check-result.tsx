import { CircleCheck, TriangleAlert } from 'lucide-react';
import { editorText as text } from '../../../text/services.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { ScrollRegion } from '../../../ui/scroll-region.tsx';
import type { useCheck } from './use-check.ts';

/** Whether the description can be used; if not, every place that keeps it from it. */
export function CheckResult({ check }: { readonly check: ReturnType<typeof useCheck> }) {
  if (check.state === 'failed') return <ErrorNotice error={check.error} />;
  if (check.state === 'checking') {
    return (
      <p role="status" className="text-small text-faint">
        {text.checking}
      </p>
    );
  }
  const { issues } = check.check;
  if (issues.length === 0) {
    return (
      <p role="status" className="flex items-center gap-1.5 text-small text-ok">
        <Icon of={CircleCheck} size={14} />
        {text.valid}
      </p>
    );
  }
  return (
    <div>
      <p role="status" className="flex items-center gap-1.5 text-small font-medium text-warn">
        <Icon of={TriangleAlert} size={14} />
        {text.issues(issues.length)}
      </p>
      <ScrollRegion label={text.issues(issues.length)} className="mt-1 max-h-40 overflow-y-auto">
        <ul className="grid gap-1 text-small">
          {issues.map(({ path, message }) => (
            <li key={`${path} ${message}`} className="flex gap-2">
              <code className="shrink-0 font-mono text-muted">{path === '' ? text.top : path}</code>
              <span className="min-w-0 wrap-anywhere">{message}</span>
            </li>
          ))}
        </ul>
      </ScrollRegion>
    </div>
  );
}
