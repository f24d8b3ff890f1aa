import { type FormEvent, useState } from 'react';
import type { Environment } from '#shared/model/environment.ts';
import type { Policy } from '#shared/model/policy.ts';
import { api } from '../../../api/api.ts';
import { closeDialog } from '../../../state/actions.ts';
import { reload } from '../../../state/loading.ts';
import { toastWithUndo } from '../../../state/undo.ts';
import { common } from '../../../text/common.ts';
import { policyText as text } from '../../../text/policies.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { DialogSubject } from '../../../ui/dialog-subject.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { useAction } from '../../../ui/use-action.ts';
import type { Owner } from './inherited.ts';
import { PolicyFields } from './policy-fields.tsx';
import { changesOf, formOf, type PolicyForm, problemsOf } from './policy-form.ts';

interface Props {
  readonly owner: Owner;
  readonly above: readonly Owner[];
  readonly environment: Environment | null;
  readonly policies: readonly Policy[];
  readonly before: Policy;
}

export function PolicyDialog({ owner, above, environment, policies, before: now }: Props) {
  // What it was when it was opened: what another door changes meanwhile is not taken back by saving.
  const [before] = useState(now);
  const [form, setForm] = useState(() => formOf(before));
  const [tried, setTried] = useState(false);
  const { run, running, error } = useAction();
  const problems = problemsOf(form);
  const save = async () => {
    await api['policies.set'](changesOf(before, form));
    await reload('policies');
    closeDialog();
    toastWithUndo(text.saved(owner.name), () => api['policies.set'](before));
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    const [first] = Object.keys(problems);
    if (first === undefined) void run(save);
    else event.currentTarget.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };
  const change = (changes: Partial<PolicyForm>) => setForm((last) => ({ ...last, ...changes }));
  const name = owner.subject === 'environment' ? {} : { name: owner.name };
  return (
    <Dialog
      title={common.policy}
      subject={<DialogSubject {...name} environment={environment} />}
      onClose={closeDialog}
      onSubmit={submit as (event: FormEvent) => void}
      footer={
        <>
          <Button onClick={closeDialog}>{common.cancel}</Button>
          <Button look="primary" type="submit" busy={running}>
            {text.save}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {error !== null && <ErrorNotice error={error} />}
        <PolicyFields
          owner={owner}
          above={above}
          policies={policies}
          form={form}
          problems={tried ? problems : {}}
          onChange={change}
        />
      </div>
    </Dialog>
  );
}
