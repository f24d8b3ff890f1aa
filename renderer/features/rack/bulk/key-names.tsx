import type { Key } from '#shared/model/key.ts';
import { keyOf, surroundingsOf } from '../../../state/selectors.ts';
import { getState } from '../../../state/store.ts';
import { bulkText } from '../../../text/bulk.ts';
import { ColourDot } from '../../../ui/badge.tsx';
import { Disclosure } from '../../../ui/disclosure.tsx';

/** A list in a dialog is read, not searched. */
const MOST = 100;

interface Entry {
  readonly key: Key;
  /** What is said of it; null: nothing. */
  readonly why: string | null;
}

interface Props {
  readonly title: string;
  readonly entries: readonly Entry[];
  readonly open?: boolean;
}

/** Keys by their names, folded away where there are many. */
export function KeyNames({ title, entries, open }: Props) {
  if (entries.length === 0) return null;
  return (
    <Disclosure label={title} open={open ?? entries.length <= 5}>
      <ul className="flex flex-col gap-1">
        {entries.slice(0, MOST).map(({ key, why }) => (
          <li key={key.id} className="min-w-0">
            <KeyName value={key} />
            {why !== null && <p className="text-small text-muted wrap-anywhere">{why}</p>}
          </li>
        ))}
        {entries.length > MOST && <li className="text-muted">{bulkText.more(entries.length - MOST)}</li>}
      </ul>
    </Disclosure>
  );
}

function KeyName({ value }: { readonly value: Key }) {
  const state = getState();
  const { environment } = surroundingsOf(state, keyOf(state, value.id) ?? value);
  return (
    <span className="flex min-w-0 items-center gap-2">
      {environment !== null && <ColourDot colour={environment.colour} />}
      <span className="min-w-0 truncate" title={value.name}>
        <bdi>{value.name}</bdi>
      </span>
      {environment !== null && <span className="shrink-0 text-small text-faint">{environment.name}</span>}
    </span>
  );
}
