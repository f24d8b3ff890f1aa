import type { NewEnvironment } from '#shared/model/environment.ts';
import { api } from '../../api/api.ts';
import { closeDialog } from '../../state/actions.ts';
import { reload } from '../../state/loading.ts';
import { useEnvironments } from '../../state/selectors.ts';
import { environmentText } from '../../text/environments.ts';
import { EnvironmentDialog } from './environment-dialog.tsx';

export function EditEnvironment({ id }: { readonly id: string }) {
  const environment = useEnvironments().find((each) => each.id === id);
  if (environment === undefined) return null;
  const save = async ({ project, ...input }: NewEnvironment) => {
    await api['environments.edit']({ id, ...input, project: project ?? null });
    await reload('environments');
    closeDialog();
  };
  const { name, stage, colour } = environment;
  return (
    <EnvironmentDialog
      title={environmentText.edit}
      submit={environmentText.save}
      start={{ name, stage, colour, project: environment.project ?? '' }}
      onSave={save}
    />
  );
}
