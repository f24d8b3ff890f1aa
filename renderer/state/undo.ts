import { asApiError } from '../api/api-error.ts';
import { common } from '../text/common.ts';
import { toast } from './actions.ts';
import { setState } from './store.ts';

/**
 * Says in one line what was done, and offers to take it back: by the line's button, or by the shortcut of Undo.
 * @param takeBack what it throws is shown above the view, and stays there until it is dismissed
 */
export function toastWithUndo(text: string, takeBack: () => Promise<unknown>): void {
  const run = () => {
    takeBack().catch((thrown: unknown) => setState({ undoProblem: asApiError(thrown) }));
  };
  toast(text, { label: common.undo, run, undoes: true });
}
