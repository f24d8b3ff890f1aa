import type { JSX } from 'react';
import type { OpenDialog } from '../state/dialog.ts';
import { useStore } from '../state/store.ts';
import { later } from '../ui/later.tsx';
import { useUncopiedAtStart } from './use-uncopied-at-start.ts';

const NewEnvironment = later(
  async () => (await import('../features/environments/new-environment.tsx')).NewEnvironment,
);
const EditEnvironment = later(
  async () => (await import('../features/environments/edit-environment.tsx')).EditEnvironment,
);
const DeleteEnvironment = later(
  async () => (await import('../features/environments/delete-environment.tsx')).DeleteEnvironment,
);
const AddConnection = later(
  async () => (await import('../features/connections/add-connection.tsx')).AddConnection,
);
const RemoveConnection = later(
  async () => (await import('../features/connections/remove-connection.tsx')).RemoveConnection,
);
const NewKey = later(async () => (await import('../features/rack/new-key/new-key.tsx')).NewKey);
const AddKey = later(async () => (await import('../features/rack/add-key.tsx')).AddKey);
const KeyCreated = later(async () => (await import('../features/rack/created/key-created.tsx')).KeyCreated);
const DeleteKey = later(async () => (await import('../features/rack/delete-key.tsx')).DeleteKey);
const Export = later(async () => (await import('../features/targets/export/export.tsx')).Export);

type Opened<K extends OpenDialog['kind']> = Extract<OpenDialog, { kind: K }>;

const dialogs: { readonly [K in OpenDialog['kind']]: (dialog: Opened<K>) => JSX.Element } = {
  'new-environment': () => <NewEnvironment />,
  'edit-environment': ({ id }) => <EditEnvironment id={id} />,
  'delete-environment': ({ id }) => <DeleteEnvironment id={id} />,
  'add-connection': ({ environmentId, provider }) => (
    <AddConnection environmentId={environmentId} provider={provider} />
  ),
  'remove-connection': ({ id }) => <RemoveConnection id={id} />,
  'new-key': () => <NewKey />,
  'add-key': () => <AddKey />,
  'key-created': ({ keyIds }) => <KeyCreated key={keyIds.join()} keyIds={keyIds} />,
  export: ({ keyId, backTo }) => <Export key={keyId} keyId={keyId} backTo={backTo ?? null} />,
  'delete-key': ({ id }) => <DeleteKey id={id} />,
};

export function Dialogs() {
  useUncopiedAtStart();
  const dialog = useStore((state) => state.dialog);
  if (dialog === null) return null;
  // The table and the dialog agree by `kind`; TypeScript does not follow that through a union.
  const render = dialogs[dialog.kind] as (dialog: OpenDialog) => JSX.Element;
  return render(dialog);
}
