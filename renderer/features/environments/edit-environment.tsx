import { useState } from 'react';
import type { Environment, NewEnvironment } from '#shared/model/environment.ts';
import { api } from '../../api/api.ts';
import { closeDialog } from '../../state/actions.ts';
import { reload } from '../../state/loading.ts';
import { useEnvironmentOf } from '../../state/selectors.ts';
import { environmentText } from '../../text/environments.ts';
import { DialogSubject } from '../../ui/dialog-subject.tsx';
import { EnvironmentDialog } from './environment-dialog.tsx';
import { changesIn } from './environment-form.ts';

export function EditEnvironment({ id }: { readonly id: string }) {
  const environment = useEnvironmentOf(id);
  return environment === null ? null : <Edit environment={environment} />;
}

function Edit({ environment }: { readonly environment: Environment }) {
  const [before] = useState(environment);
  const save = async (input: NewEnvironment, confirm: string) => {
    const changes = changesIn(before, input);
    if (Object.keys(changes).length > 0) {
      const { id } = before;
      await api['environments.edit']({ id, ...changes, ...(confirm === '' ? {} : { confirm }) });
      await reload('environments');
    }
    closeDialog();
  };
  return (
    <EnvironmentDialog
      title={environmentText.edit}
      subject={<DialogSubject environment={before} />}
      submit={environmentText.save}
      before={before}
      onSave={save}
    />
  );
}
