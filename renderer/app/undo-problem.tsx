import { setState, useStore } from '../state/store.ts';
import { common } from '../text/common.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';

/** Why the newest Undo was not done: a line that goes by itself would be no place for it. */
export function UndoProblem() {
  const problem = useStore((state) => state.undoProblem);
  if (problem === null) return null;
  return (
    <div className="shrink-0 border-b border-border p-3">
      <ErrorNotice error={problem}>
        <Button onClick={() => setState({ undoProblem: null })}>{common.close}</Button>
      </ErrorNotice>
    </div>
  );
}
