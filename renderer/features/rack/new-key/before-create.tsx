import { Cable } from 'lucide-react';
import { offerOf } from '#shared/model/provider.ts';
import { newKeyText } from '../../../text/new-key.ts';
import { inferredNote } from '../../../text/operations.ts';
import { Notice } from '../../../ui/notice.tsx';
import type { Service } from './use-service.ts';

/** What has to be known before a key is asked for. */
export function BeforeCreate({ service }: { readonly service: Service }) {
  const { create, connection, name } = service;
  if (create === null || connection === null) return null;
  const blind = create.way === 'api' && offerOf(connection.offers, 'list').way !== 'api';
  if (!blind && create.notes.length === 0) return null;
  return (
    <div className="mt-4 flex flex-col gap-2">
      {create.notes.map((note) => (
        <Notice key={note}>{note}</Notice>
      ))}
      {blind && <Notice tone="warn">{newKeyText.cannotList(name)}</Notice>}
    </div>
  );
}

/** Said near the button: this way is a conclusion, not a published one. */
export function InferredLine({ service }: { readonly service: Service }) {
  const { create, name } = service;
  if (create?.way !== 'api' || create.evidence !== 'inferred') return null;
  return (
    <p className="mr-auto flex min-w-0 items-center gap-2 text-small text-muted">
      <Cable size={14} strokeWidth={1.5} aria-hidden="true" className="shrink-0 text-warn" />
      {inferredNote(name)}
    </p>
  );
}
