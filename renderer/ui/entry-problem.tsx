import type { ApiError } from '../api/api-error.ts';
import { errorText } from '../text/errors.ts';
import { Button } from './button.tsx';
import { ErrorNotice } from './error-notice.tsx';

interface Props {
  readonly error: ApiError;
  /** Asks for the value once more, and keeps it though another environment has it. */
  readonly onKeep: () => void;
}

/** A failure of entering a value: where another environment has it, it may be kept all the same. */
export function EntryProblem({ error, onKeep }: Props) {
  return (
    <ErrorNotice error={error}>
      {error.code === 'same-value-elsewhere' && <Button onClick={onKeep}>{errorText.keepSameValue}</Button>}
    </ErrorNotice>
  );
}
