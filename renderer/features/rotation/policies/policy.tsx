import { useEffect } from 'react';
import type { PolicySubject } from '#shared/model/policy.ts';
import { closeDialog } from '../../../state/actions.ts';
import { reload } from '../../../state/loading.ts';
import { known, listOf } from '../../../state/remote.ts';
import { useStore } from '../../../state/store.ts';
import { common } from '../../../text/common.ts';
import { errorText } from '../../../text/errors.ts';
import { policyText as text } from '../../../text/policies.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { DialogSubject } from '../../../ui/dialog-subject.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { policyOf } from './inherited.ts';
import { PolicyDialog } from './policy-dialog.tsx';
import { useOwner } from './use-owner.ts';

interface Props {
  readonly subject: PolicySubject;
  readonly id: string;
}

/** The dialog `Policy`, of a key, a connection or an environment: when what stands there is replaced. */
export function Policy({ subject, id }: Props) {
  const found = useOwner(subject, id);
  const remote = useStore(({ data }) => data.policies);
  const policies = known(remote);
  const environments = useStore(({ data }) => listOf(data.environments));
  useEffect(() => void reload('policies'), []);
  if (found !== null && policies !== null) {
    return (
      <PolicyDialog
        {...found}
        policies={policies}
        before={policyOf({ subject, id }, policies, environments)}
      />
    );
  }
  return (
    <Dialog
      title={common.policy}
      subject={found && <DialogSubject name={found.owner.name} environment={null} />}
      onClose={closeDialog}
      footer={<Button onClick={closeDialog}>{common.close}</Button>}
    >
      {found === null && <p>{text.gone}</p>}
      {found !== null && remote.state === 'loading' && <p role="status">{text.loading}</p>}
      {remote.state === 'failed' && (
        <ErrorNotice error={remote.error}>
          <Button onClick={() => void reload('policies')}>{errorText.retry}</Button>
        </ErrorNotice>
      )}
    </Dialog>
  );
}
