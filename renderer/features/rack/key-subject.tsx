import type { Key } from '#shared/model/key.ts';
import { useSurroundings } from '../../state/selectors.ts';
import { EnvironmentName } from '../../ui/environment-name.tsx';

/** The key that a dialog is about, and where it stands. */
export function KeySubject({ value }: { readonly value: Key }) {
  const { environment } = useSurroundings(value);
  return (
    <>
      <span className="min-w-0 truncate text-text" title={value.name}>
        {value.name}
      </span>
      {environment !== null && <EnvironmentName environment={environment} cut />}
    </>
  );
}
