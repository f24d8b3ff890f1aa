import type { ApiError } from '../api/api-error.ts';
import { errorText } from '../text/errors.ts';
import { Button } from './button.tsx';
import { ErrorNotice } from './error-notice.tsx';

interface Props {
  readonly error: ApiError;
  /** Asks for the value once more, and keeps it though Keyrack has it already. */
  readonly onKeep: () => void;
}

const isKeptAlready = ({ code }: ApiError) => code === 'same-value-here' || code === 'same-value-elsewhere';

/** A failure of entering a value: where Keyrack has it already, it may be kept all the same. */
export function EntryProblem({ error, onKeep }: Props) {
  return (
    <ErrorNotice error={error}>
      {isKeptAlready(error) && <Button onClick={onKeep}>{errorText.keepSameValue}</Button>}
    </ErrorNotice>
  );
}
