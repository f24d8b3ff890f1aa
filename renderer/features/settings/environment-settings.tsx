import type { Environment } from '#shared/model/environment.ts';
import { openDialog } from '../../state/actions.ts';
import { useEnvironments } from '../../state/selectors.ts';
import { settingsText } from '../../text/settings.ts';
import { Button } from '../../ui/button.tsx';
import { EnvironmentName } from '../../ui/environment-name.tsx';

export function EnvironmentSettings() {
  const environments = useEnvironments();
  return (
    <ul className="rounded-control border border-border">
      {environments.map((environment) => (
        <Line key={environment.id} environment={environment} />
      ))}
    </ul>
  );
}

function Line({ environment }: { readonly environment: Environment }) {
  const { id, project } = environment;
  return (
    <li className="flex items-center gap-2.5 border-b border-border px-3 py-1.5 last:border-b-0">
      <EnvironmentName environment={environment} cut />
      <span className="min-w-0 flex-1 truncate text-small text-muted">{project}</span>
      <Button look="quiet" onClick={() => openDialog({ kind: 'edit-environment', id })}>
        {settingsText.edit}
      </Button>
      <Button look="quiet" onClick={() => openDialog({ kind: 'delete-environment', id })}>
        {settingsText.delete}
      </Button>
    </li>
  );
}
