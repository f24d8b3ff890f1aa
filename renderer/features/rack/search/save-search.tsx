import { type FormEvent, useState } from 'react';
import { closeDialog, setPreferences, toast } from '../../../state/actions.ts';
import { useStore } from '../../../state/store.ts';
import { common } from '../../../text/common.ts';
import { searchText } from '../../../text/search.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { nameProblem, saving } from './saved.ts';

/** Keeps a search under a name. */
export function SaveSearch({ search }: { readonly search: string }) {
  const saved = useStore((state) => state.preferences.savedSearches);
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const problem = nameProblem(saved, name, null);
    setError(problem);
    if (problem !== null) return;
    void setPreferences({ savedSearches: saving(saved, name, search) });
    closeDialog();
    toast(searchText.savedAs(name.trim()));
  };
  return (
    <Dialog
      title={searchText.save}
      subject={<code className="min-w-0 truncate font-mono">{search}</code>}
      onClose={closeDialog}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={closeDialog}>{common.cancel}</Button>
          <Button look="primary" type="submit">
            {searchText.save}
          </Button>
        </>
      }
    >
      <Field label={searchText.name} error={error ?? undefined}>
        {(control) => (
          <TextInput
            {...control}
            autoFocus
            placeholder={searchText.nameExample}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
    </Dialog>
  );
}
