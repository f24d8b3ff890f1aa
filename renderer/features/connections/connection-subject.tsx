import type { Connection } from '#shared/model/connection.ts';
import { useEnvironmentOf } from '../../state/selectors.ts';
import { DialogSubject } from '../../ui/dialog-subject.tsx';

/** The connection that a dialog is about, and where it stands. */
export function ConnectionSubject({
  connection,
}: {
  readonly connection: Pick<Connection, 'name' | 'environmentId'>;
}) {
  return <DialogSubject name={connection.name} environment={useEnvironmentOf(connection.environmentId)} />;
}
