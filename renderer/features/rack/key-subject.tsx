import type { Key } from '#shared/model/key.ts';
import { useSurroundings } from '../../state/selectors.ts';
import { DialogSubject } from '../../ui/dialog-subject.tsx';

/** The key that a dialog is about, and where it stands. */
export function KeySubject({ value }: { readonly value: Key }) {
  const { environment } = useSurroundings(value);
  return <DialogSubject name={value.name} environment={environment} />;
}
