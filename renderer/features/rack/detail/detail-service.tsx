import { Mail } from 'lucide-react';
import type { Key } from '#shared/model/key.ts';
import { api } from '../../../api/api.ts';
import { useSurroundings } from '../../../state/selectors.ts';
import { detailText } from '../../../text/rack.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { useAction } from '../../../ui/use-action.ts';

/** What its service says of keys in general, and where to ask. */
export function DetailService({ value }: { readonly value: Key }) {
  const { provider } = useSurroundings(value);
  const { run, error } = useAction();
  if (provider === null) return null;
  const { support } = provider.links;
  if (provider.notes.length === 0 && support === null) return null;
  return (
    <section aria-labelledby="service-heading" className="flex flex-col gap-2 border-t border-border pt-4">
      <h3 id="service-heading" className="font-semibold">
        {detailText.about(provider.name)}
      </h3>
      <ul className="flex flex-col gap-1.5 text-muted">
        {provider.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      {support !== null && (
        <Button
          look="quiet"
          className="-ml-2.5 max-w-full self-start"
          aria-label={detailText.writeTo(support)}
          onClick={() => void run(() => api['providers.open']({ id: provider.id, link: 'support' }))}
        >
          <Icon of={Mail} size={14} />
          <span className="truncate">{support}</span>
        </Button>
      )}
      {error !== null && <ErrorNotice error={error} />}
    </section>
  );
}
