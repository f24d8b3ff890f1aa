import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { Snippet } from '#shared/model/key.ts';
import { api } from '../../../api/api.ts';
import { snippetText } from '../../../text/use.ts';
import { Button } from '../../../ui/button.tsx';
import { copyText } from '../../../ui/copy-text.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { ScrollRegion } from '../../../ui/scroll-region.tsx';
import { useAsked } from './use-asked.ts';

/** How a program uses the key: the variable, never the value. */
export function Snippets({ id }: { readonly id: string }) {
  const snippets = useAsked(id, () => api['keys.snippets']({ id }));
  if (snippets.state === 'loading') return <p role="status">{snippetText.loading}</p>;
  if (snippets.state === 'failed') return <ErrorNotice error={snippets.error} />;
  if (snippets.value.length === 0) return <p className="text-muted">{snippetText.none}</p>;
  return (
    <>
      {snippets.value.map((snippet) => (
        <OneSnippet key={snippet.id} snippet={snippet} />
      ))}
      <p className="text-small text-faint">{snippetText.note}</p>
    </>
  );
}

function OneSnippet({ snippet }: { readonly snippet: Snippet }) {
  const [copied, setCopied] = useState(false);
  return (
    <figure className="overflow-clip rounded-control border border-border">
      <figcaption className="flex items-center justify-between gap-2 border-b border-border py-1 pr-1 pl-3 text-small font-medium">
        <span className="min-w-0 truncate" title={snippet.title}>
          {snippet.title}
        </span>
        <Button
          look="quiet"
          aria-label={`${snippetText.copy} ${snippet.title}`}
          onClick={() => setCopied(copyText(snippet.text))}
        >
          <Icon of={Copy} size={14} />
          <span role="status">{copied ? snippetText.copied : snippetText.copy}</span>
        </Button>
      </figcaption>
      <ScrollRegion label={snippet.title} className="max-h-52 overflow-auto bg-canvas px-3 py-2">
        <pre className="w-max min-w-full font-mono text-small select-text">{snippet.text}</pre>
      </ScrollRegion>
    </figure>
  );
}
