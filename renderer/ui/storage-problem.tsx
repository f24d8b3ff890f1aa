import type { ApiError } from '../api/api-error.ts';
import { errorText } from '../text/errors.ts';
import { Button } from './button.tsx';
import { ErrorNotice } from './error-notice.tsx';

interface Props {
  readonly error: ApiError;
  /** Chooses once more, and leaves the key of the audit in the storage that nothing opens. */
  readonly onGoOn: () => void;
}

/** A failure of choosing where secrets are kept: what would be lost by it is said, and may be accepted. */
export function StorageProblem({ error, onGoOn }: Props) {
  return (
    <ErrorNotice error={error}>
      {error.code === 'audit-key-closed' && (
        <Button look="danger" onClick={onGoOn}>
          {errorText.loseAuditKey}
        </Button>
      )}
    </ErrorNotice>
  );
}
