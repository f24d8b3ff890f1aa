import type { Scope } from '#shared/model/provider.ts';
import { detailText } from '../../../text/rack.ts';
import { Badge } from '../../../ui/badge.tsx';

interface Props {
  readonly scopes: readonly string[];
  /** Those that the service explains. */
  readonly known: readonly Scope[];
}

/** Each scope with what it authorizes. */
export function DetailScopes({ scopes, known }: Props) {
  if (scopes.length === 0) return <span className="text-faint">{detailText.noScopes}</span>;
  return (
    <ul className="flex flex-col gap-1.5">
      {scopes.map((id) => (
        <li key={id}>
          <Badge mono>{id}</Badge>
          <span className="block text-small text-muted">{known.find((each) => each.id === id)?.text}</span>
        </li>
      ))}
    </ul>
  );
}
