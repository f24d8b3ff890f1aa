import type { Offer } from '#shared/model/provider.ts';
import { Notice } from '../../../ui/notice.tsx';

/** What the service advises before an operation, and whether its way is published. */
export function OfferNotes({ offer }: { readonly offer: Offer }) {
  if (offer.notes.length === 0) return null;
  return (
    <Notice>
      <ul className="flex flex-col gap-1">
        {offer.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Notice>
  );
}
