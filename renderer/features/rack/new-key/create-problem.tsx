import type { Key } from '#shared/model/key.ts';
import type { ApiError } from '../../../api/api-error.ts';
import { recreateKey } from '../../../state/key-actions.ts';
import { useKeys } from '../../../state/selectors.ts';
import { keyText } from '../../../text/keys.ts';
import { newKeyText } from '../../../text/new-key.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useAction } from '../../../ui/use-action.ts';

interface Props {
  readonly error: ApiError;
  /** The key that a lost answer left behind. */
  readonly find: () => Key | null;
}

/** Why no key was made; after a lost answer, the way to revoke what was made and make it anew. */
export function CreateProblem({ error, find }: Props) {
  // Read so that a listing which finds the orphan later shows it here.
  useKeys();
  const { run, running, error: second } = useAction();
  const orphan = error.code === 'outcome-unknown' ? find() : null;
  return (
    <div className="mb-4 flex flex-col gap-3">
      <ErrorNotice error={second ?? error} />
      {error.code === 'outcome-unknown' && (
        <Notice tone="warn">
          <p>{orphan === null ? newKeyText.lostSearching : newKeyText.lost(orphan.name)}</p>
          {orphan !== null && (
            <Button
              look="primary"
              className="mt-2"
              busy={running}
              onClick={() => void run(() => recreateKey(orphan.id))}
            >
              {keyText.recreate}
            </Button>
          )}
        </Notice>
      )}
    </div>
  );
}
