import { useStore } from '../state/store.ts';
import { later } from '../ui/later.tsx';
import { useUncopiedAtStart } from './use-uncopied-at-start.ts';

/** All of them come in one file: what each has alone is less than what they share. */
const OpenedDialog = later(() => import('./opened-dialog.tsx').then((all) => all.OpenedDialog));

export function Dialogs() {
  useUncopiedAtStart();
  const dialog = useStore((state) => state.dialog);
  return dialog === null ? null : <OpenedDialog dialog={dialog} />;
}
