import type { FormEvent } from 'react';
import type { AdoptionPlace, PlaintextRow } from '#shared/model/adoption.ts';
import { closeDialog } from '../../../state/actions.ts';
import { useEnvironmentOf } from '../../../state/selectors.ts';
import { adoptText as text } from '../../../text/adopting.ts';
import { common } from '../../../text/common.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { DialogSubject } from '../../../ui/dialog-subject.tsx';
import { EntryProblem } from '../../../ui/entry-problem.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Changes } from '../export/changes.tsx';
import { AdoptFields } from './adopt-fields.tsx';
import { useAdopt } from './use-adopt.ts';

interface Props {
  readonly place: AdoptionPlace;
  readonly found: PlaintextRow;
  /** To begin with; null: the one that is shown. */
  readonly environmentId: string | null;
}

/** Makes a key of a secret that stands in a program's file, after showing exactly what changes there. */
export function Adopt({ place, found, environmentId }: Props) {
  const adopting = useAdopt(place, found, environmentId);
  const { form, change, planning, error } = adopting;
  const environment = useEnvironmentOf(form.environmentId);
  const ready = planning.state === 'planned';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !adopting.adopting) void adopting.adopt();
  };
  return (
    <Dialog
      title={text.title}
      subject={<DialogSubject name={text.from(found.entry, found.name)} environment={environment} />}
      wide
      onClose={closeDialog}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={closeDialog}>{common.cancel}</Button>
          <Button look="primary" type="submit" busy={adopting.adopting || !ready}>
            {text.submit}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {error !== null && <EntryProblem error={error} onKeep={() => change({ sameValue: true })} />}
        <AdoptFields adopting={adopting} found={found} />
        {form.sameValue && <Notice tone="warn">{text.sameValue}</Notice>}
        <Changes planning={planning} error={null} />
      </div>
    </Dialog>
  );
}
