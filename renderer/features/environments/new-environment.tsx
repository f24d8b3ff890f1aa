import { type NewEnvironment as Input, STAGE_COLOURS } from '#shared/model/environment.ts';
import { api } from '../../api/api.ts';
import { closeDialog, selectEnvironment, toast } from '../../state/actions.ts';
import { reload } from '../../state/loading.ts';
import { environmentText } from '../../text/environments.ts';
import { EnvironmentDialog } from './environment-dialog.tsx';

const START = { name: '', stage: 'development', colour: STAGE_COLOURS.development, project: '' } as const;

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
      start={START}
      onSave={save}
    />
  );
}
