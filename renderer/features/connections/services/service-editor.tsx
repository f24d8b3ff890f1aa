import { api } from '../../../api/api.ts';
import { toast } from '../../../state/actions.ts';
import { reload } from '../../../state/loading.ts';
import type { ServiceDraft } from '../../../state/store.ts';
import { editorText, servicesText } from '../../../text/services.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { CheckResult } from './check-result.tsx';
import { discardDraft, write } from './draft-actions.ts';
import { FormSide } from './form-side.tsx';
import { fieldOf, parseManifest } from './manifest-text.ts';
import { useCheck } from './use-check.ts';

/** A service as a form and as JSON, side by side: both show one text, and main judges it while it is written. */
export function ServiceEditor({ draft }: { readonly draft: ServiceDraft }) {
  const { id, text } = draft;
  const manifest = parseManifest(text);
  const check = useCheck(text);
  const { run, running, error } = useAction();
  const usable = check.state === 'checked' && check.check.issues.length === 0;
  const save = async () => {
    const saved = await run(() => api['providers.add']({ text }));
    if (saved === null) return;
    await reload('providers');
    discardDraft();
    toast(servicesText.saved(saved.name));
  };
  const change = (next: string) => write(id, next);
  const title = (manifest === null ? null : fieldOf(manifest, 'name')) || id || servicesText.new;
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 border-b border-border px-4 py-2.5">
        <h2 className="min-w-0 truncate font-semibold">{title}</h2>
        <Badge>{servicesText.unsaved}</Badge>
        <div className="ml-auto flex gap-2">
          <Button onClick={discardDraft}>{servicesText.discard}</Button>
          <Button
            look="primary"
            busy={running}
            unavailable={usable ? null : editorText.notYet}
            onClick={() => void save()}
          >
            {servicesText.save}
          </Button>
        </div>
      </div>
      <div className="grid min-h-0 flex-1 content-start gap-x-6 gap-y-4 overflow-y-auto p-4 roomy:grid-cols-2 roomy:content-stretch">
        <div className="grid content-start gap-4">
          {error !== null && <ErrorNotice error={error} />}
          {manifest === null ? (
            <Notice tone="warn">{editorText.unreadable}</Notice>
          ) : (
            <FormSide manifest={manifest} onChange={change} />
          )}
        </div>
        <div className="flex min-h-80 flex-col gap-2">
          <textarea
            aria-label={editorText.jsonLabel}
            value={text}
            onChange={(event) => change(event.target.value)}
            spellCheck={false}
            wrap="off"
            className="min-h-72 w-full flex-1 resize-none rounded-control border border-control bg-canvas p-3 font-mono text-small text-text select-text"
          />
          <CheckResult check={check} />
        </div>
      </div>
    </>
  );
}
