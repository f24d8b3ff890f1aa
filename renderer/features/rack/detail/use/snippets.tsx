import { Check, Copy } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { useState } from 'react';
import type { Key, Snippet } from '#shared/model/key.ts';
import { api } from '../../../../api/api.ts';
import { useSurroundings } from '../../../../state/selectors.ts';
import { snippetText } from '../../../../text/use.ts';
import { Button } from '../../../../ui/button.tsx';
import { copyText } from '../../../../ui/copy-text.ts';
import { ErrorNotice } from '../../../../ui/error-notice.tsx';
import { Icon } from '../../../../ui/icon.tsx';
import { ScrollRegion } from '../../../../ui/scroll-region.tsx';
import { useAsked } from '../use-asked.ts';

/** How a program uses the key: host and variable filled in, never the value. */
export function Snippets({ value }: { readonly value: Key }) {
  const { id, variable } = value;
  const { connection } = useSurroundings(value);
  const filledIn = [id, variable, connection?.baseUrl, connection?.params];
  const snippets = useAsked(JSON.stringify(filledIn), () => api['keys.snippets']({ id }));
  if (snippets.state === 'loading') return <p role="status">{snippetText.loading}</p>;
  if (snippets.state === 'failed') return <ErrorNotice error={snippets.error} />;
  const [first] = snippets.value;
  if (first === undefined) return <p className="text-muted">{snippetText.none}</p>;
  return (
    <>
      <Tabs.Root
        defaultValue={first.id}
        className="overflow-clip rounded-control border border-border bg-canvas"
      >
        <Tabs.List
          aria-label={snippetText.title}
          className="flex flex-wrap gap-x-3 border-b border-border bg-surface px-3"
        >
          {snippets.value.map(({ id: each, title }) => (
            <Tabs.Trigger
              key={each}
              value={each}
              className="-mb-px h-8 max-w-full min-w-6 truncate border-b-2 border-transparent text-small font-medium text-muted -outline-offset-2 chrome hover:text-text data-[state=active]:border-accent data-[state=active]:text-text"
            >
              {title}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {snippets.value.map((snippet) => (
          <Tabs.Content key={snippet.id} value={snippet.id} tabIndex={-1} className="outline-none">
            <OneSnippet snippet={snippet} />
          </Tabs.Content>
        ))}
      </Tabs.Root>
      <p className="text-small text-faint">{snippetText.note}</p>
    </>
  );
}

function OneSnippet({ snippet }: { readonly snippet: Snippet }) {
  const [copied, setCopied] = useState(false);
  return (
    <>
      <ScrollRegion label={snippet.title} className="max-h-60 overflow-y-auto px-3 py-2">
        <pre className="font-mono text-small wrap-anywhere whitespace-pre-wrap select-text">
          {snippet.text}
        </pre>
      </ScrollRegion>
      <div className="flex justify-end border-t border-border bg-surface p-1">
        <Button look="quiet" onClick={() => setCopied(copyText(snippet.text))}>
          <Icon of={copied ? Check : Copy} size={14} />
          <span role="status">{copied ? snippetText.copied : snippetText.copy}</span>
        </Button>
      </div>
    </>
  );
}
