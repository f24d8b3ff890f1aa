import { useFormContext } from 'react-hook-form';
import type { Provider } from '#shared/model/provider.ts';
import { newKeyText } from '../../../text/new-key.ts';
import type { NewKeyForm } from './new-key-form.ts';

/** Names as the service advises them: one press fills the field, which stays the user's own. */
export function NameSuggestions({ naming }: { readonly naming: Provider['naming'] }) {
  const { setValue, setFocus } = useFormContext<NewKeyForm>();
  if (naming.length === 0) return null;
  const take = (name: string) => {
    setValue('name', name, { shouldDirty: true, shouldValidate: true });
    setFocus('name');
  };
  return (
    <dl
      aria-label={newKeyText.suggestions}
      className="grid grid-cols-[auto_1fr] items-baseline gap-x-3 gap-y-1.5"
    >
      {naming.map(({ group, names }) => (
        <div key={group} className="contents">
          <dt className="text-label text-muted">{group}</dt>
          <dd className="flex flex-wrap gap-1.5">
            {names.map((name) => (
              <button
                key={name}
                type="button"
                onClick={() => take(name)}
                className="min-h-6 rounded-full border border-border px-2 text-small text-muted hover:bg-hover hover:text-text"
              >
                {name}
              </button>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
