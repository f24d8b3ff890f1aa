import type { NewEnvironment as Input } from '#shared/model/environment.ts';
import { api } from '../../api/api.ts';
import { closeDialog, selectEnvironment, toast } from '../../state/actions.ts';
import { reload } from '../../state/loading.ts';
import { environmentText } from '../../text/environments.ts';
import { EnvironmentDialog } from './environment-dialog.tsx';

export function NewEnvironment() {
  const save = async (input: Input) => {
    const environment = await api['environments.create'](input);
    await reload('environments');
    selectEnvironment(environment.id);
    closeDialog();
    toast(environmentText.created(environment.name));
  };
  return (
    <EnvironmentDialog
      title={environmentText.title}
      submit={environmentText.submit}
      before={null}
      onSave={save}
    />
  );
}
