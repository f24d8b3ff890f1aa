import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { ExportDocument, ExportRequest } from '#shared/model/delivery.ts';
import { api } from '../../../api/api.ts';
import { exportText } from '../../../text/targets.ts';
import { Button } from '../../../ui/button.tsx';
import { copyText } from '../../../ui/copy-text.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { ScrollRegion } from '../../../ui/scroll-region.tsx';
import { useAction } from '../../../ui/use-action.ts';

interface Copied {
  readonly about: string;
  readonly document: ExportDocument;
  /** Whether the clipboard has it. */
  readonly done: boolean;
}

/** Copies the document in place of writing it. @param request null: something is still to be filled in */
export function useDocumentCopy(request: ExportRequest | null) {
  const [copied, setCopied] = useState<Copied | null>(null);
  const { run, running, error } = useAction();
  const about = JSON.stringify(request);
  const copy = async () => {
    if (request === null) return;
    const document = await run(() => api['targets.document'](request));
    // SECURITY: main gives out a document without the value, or none.
    if (document !== null) setCopied({ about, document, done: copyText(document.text) });
  };
  // Another request is another document.
  const shown = copied?.about === about ? copied : null;
  return { copy, copying: running, error, copied: shown };
}

type DocumentCopy = ReturnType<typeof useDocumentCopy>;

export function CopyDocument({
  copy,
  copying,
  unavailable,
}: Pick<DocumentCopy, 'copy' | 'copying'> & { readonly unavailable: string | null }) {
  return (
    <Button className="mr-auto" busy={copying} unavailable={unavailable} onClick={() => void copy()}>
      <Icon of={Copy} size={14} />
      {exportText.copy}
    </Button>
  );
}

/** What was copied, and that it is no delivery. */
export function CopiedDocument({ copied, error }: Pick<DocumentCopy, 'copied' | 'error'>) {
  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      <div role="status" className="grid gap-2 empty:hidden">
        {copied !== null && (
          <>
            <p className="text-small font-medium">{copied.done ? exportText.copied : exportText.notCopied}</p>
            {copied.document.warnings.map((warning) => (
              <Notice key={warning} tone="warn">
                {warning}
              </Notice>
            ))}
          </>
        )}
      </div>
      {copied !== null && (
        <ScrollRegion
          label={exportText.document}
          className="max-h-64 overflow-y-auto rounded-control border border-border bg-canvas px-3 py-2"
        >
          <pre className="font-mono text-small whitespace-pre-wrap select-text wrap-anywhere">
            {copied.document.text}
          </pre>
        </ScrollRegion>
      )}
    </>
  );
}
