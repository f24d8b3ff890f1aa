import { Pencil, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import type { SavedSearch } from '#shared/model/preferences.ts';
import { closeDialog, searchRack, setPreferences } from '../../../state/actions.ts';
import { getState, useStore } from '../../../state/store.ts';
import { toastWithUndo } from '../../../state/undo.ts';
import { common } from '../../../text/common.ts';
import { searchText } from '../../../text/search.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { nameProblem, putBack, renaming, without } from './saved.ts';

const now = () => getState().preferences.savedSearches;
const keep = (savedSearches: SavedSearch[]) => setPreferences({ savedSearches });

function remove(one: SavedSearch): void {
  const at = now().findIndex(({ name }) => name === one.name);
  void keep(without(now(), one.name));
  toastWithUndo(searchText.removed(one.name), () => keep(putBack(now(), one, at)));
}

/** All that were saved: to be taken, renamed, deleted. */
export function SavedSearches() {
  const saved = useStore((state) => state.preferences.savedSearches);
  return (
    <Dialog
      title={searchText.manage}
      onClose={closeDialog}
      footer={<Button onClick={closeDialog}>{common.close}</Button>}
    >
      {saved.length === 0 ? (
        <p className="text-muted">{searchText.none}</p>
      ) : (
        <ul className="flex flex-col gap-1">
          {saved.map((one) => (
            <Saved key={one.name} value={one} />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function Saved({ value }: { readonly value: SavedSearch }) {
  const [renamed, setRenamed] = useState(false);
  if (renamed) return <Rename value={value} onLeave={() => setRenamed(false)} />;
  const take = () => {
    searchRack(value.search);
    closeDialog();
  };
  return (
    <li className="flex min-h-9 items-center gap-1">
      <button
        type="button"
        onClick={take}
        className="flex min-w-0 flex-1 items-baseline gap-3 rounded-control px-2 py-1.5 text-left hover:bg-hover"
      >
        <span className="min-w-0 shrink-0 truncate font-medium">
          <bdi>{value.name}</bdi>
        </span>
        <code className="min-w-0 truncate font-mono text-small text-muted">{value.search}</code>
      </button>
      <IconButton icon={Pencil} label={searchText.rename(value.name)} onClick={() => setRenamed(true)} />
      <IconButton icon={Trash2} label={searchText.remove(value.name)} onClick={() => remove(value)} />
    </li>
  );
}

function Rename({ value, onLeave }: { readonly value: SavedSearch; readonly onLeave: () => void }) {
  const [name, setName] = useState(value.name);
  const [error, setError] = useState<string | null>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    // Escape leaves the field, not the dialog.
    event.preventDefault();
    event.stopPropagation();
    const problem = event.key === 'Enter' ? nameProblem(now(), name, value.name) : null;
    setError(problem);
    if (problem !== null) return;
    onLeave();
    if (event.key === 'Enter') void keep(renaming(now(), value.name, name));
  };
  return (
    <li className="px-2 py-1">
      <Field label={searchText.name} error={error ?? undefined}>
        {(control) => (
          <TextInput
            {...control}
            autoFocus
            value={name}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
    </li>
  );
}
