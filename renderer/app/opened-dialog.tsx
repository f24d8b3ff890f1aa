import type { JSX } from 'react';
import { AddConnection } from '../features/connections/add-connection.tsx';
import { Diagnose } from '../features/connections/diagnosis/diagnose.tsx';
import { RemoveConnection } from '../features/connections/remove-connection.tsx';
import { RemoveService } from '../features/connections/services/remove-service.tsx';
import { ConnectionSettings } from '../features/connections/settings/connection-settings.tsx';
import { TryOut } from '../features/connections/try-out/try-out.tsx';
import { ArchiveEnvironment } from '../features/environments/archive-environment.tsx';
import { DeleteEnvironment } from '../features/environments/delete-environment.tsx';
import { DuplicateEnvironment } from '../features/environments/duplicate-environment.tsx';
import { EditEnvironment } from '../features/environments/edit-environment.tsx';
import { NewEnvironment } from '../features/environments/new-environment.tsx';
import { CopyValue } from '../features/grid/copy-value.tsx';
import { Identify } from '../features/identify/identify.tsx';
import { ActOnKey } from '../features/rack/act/act-on-key.tsx';
import { AddKey } from '../features/rack/add-key.tsx';
import { BulkAct } from '../features/rack/bulk/bulk-act.tsx';
import { KeyCreated } from '../features/rack/created/key-created.tsx';
import { EditKey } from '../features/rack/edit/edit-key.tsx';
import { ImportKeys } from '../features/rack/import/import-keys.tsx';
import { NewKey } from '../features/rack/new-key/new-key.tsx';
import { ChangeScopes } from '../features/rack/scopes/change-scopes.tsx';
import { SaveSearch } from '../features/rack/search/save-search.tsx';
import { SavedSearches } from '../features/rack/search/saved-searches.tsx';
import { SearchHelp } from '../features/rack/search/search-help.tsx';
import { LeakedKey } from '../features/rotation/panic/leaked-key.tsx';
import { Policy } from '../features/rotation/policies/policy.tsx';
import { RunAct } from '../features/rotation/runs/run-act.tsx';
import { BulkRotate } from '../features/rotation/start/bulk-rotate.tsx';
import { Rotate } from '../features/rotation/start/rotate.tsx';
import { RemoveSample } from '../features/sample/remove-sample.tsx';
import { Adopt } from '../features/targets/adopt/adopt.tsx';
import { Export } from '../features/targets/export/export.tsx';
import { Recipe } from '../features/targets/recipes/recipe.tsx';
import { Restore } from '../features/targets/restore/restore.tsx';
import type { OpenDialog } from '../state/dialog.ts';
import { CheatSheet } from './cheat-sheet.tsx';
import { Palette } from './palette/palette.tsx';

type Opened<K extends OpenDialog['kind']> = Extract<OpenDialog, { kind: K }>;

const dialogs: { readonly [K in OpenDialog['kind']]: (dialog: Opened<K>) => JSX.Element } = {
  'new-environment': () => <NewEnvironment />,
  'edit-environment': ({ id }) => <EditEnvironment key={id} id={id} />,
  'duplicate-environment': ({ id }) => <DuplicateEnvironment key={id} id={id} />,
  'archive-environment': ({ id }) => <ArchiveEnvironment id={id} />,
  'delete-environment': ({ id }) => <DeleteEnvironment id={id} />,
  'add-connection': ({ environmentId, provider }) => (
    <AddConnection environmentId={environmentId} provider={provider} />
  ),
  'connection-settings': ({ id }) => <ConnectionSettings key={id} id={id} />,
  diagnose: ({ id }) => <Diagnose key={id} id={id} />,
  'try-out': ({ id }) => <TryOut key={id} id={id} />,
  'remove-connection': ({ id }) => <RemoveConnection id={id} />,
  'remove-service': ({ id }) => <RemoveService id={id} />,
  'remove-sample': () => <RemoveSample />,
  'new-key': ({ like, tool, at, preset }) => (
    <NewKey
      key={`${like} ${tool}`}
      like={like ?? null}
      tool={tool ?? ''}
      at={at ?? null}
      preset={preset ?? null}
    />
  ),
  'add-key': ({ like }) => <AddKey like={like ?? null} />,
  'copy-value': ({ keyId, environmentId }) => <CopyValue keyId={keyId} environmentId={environmentId} />,
  import: () => <ImportKeys />,
  identify: () => <Identify />,
  'key-created': ({ keyIds, tool }) => <KeyCreated key={keyIds.join()} keyIds={keyIds} tool={tool ?? ''} />,
  adopt: ({ place, found, environmentId = null }) => (
    <Adopt place={place} found={found} environmentId={environmentId} />
  ),
  recipe: ({ id }) => <Recipe key={id} id={id} />,
  restore: ({ id }) => <Restore key={id} id={id} />,
  export: ({ keyId, backTo, target }) => (
    <Export key={keyId} keyId={keyId} backTo={backTo ?? null} target={target ?? null} />
  ),
  'key-act': ({ id, act }) => <ActOnKey key={id + act} id={id} act={act} />,
  'bulk-act': ({ ids, act }) => <BulkAct ids={ids} act={act} />,
  'save-search': ({ search }) => <SaveSearch search={search} />,
  'saved-searches': () => <SavedSearches />,
  'search-help': () => <SearchHelp />,
  'edit-key': ({ id }) => <EditKey key={id} id={id} />,
  'change-scopes': ({ id }) => <ChangeScopes key={id} id={id} />,
  rotate: ({ id, lost }) => <Rotate key={id} id={id} lost={lost === true} />,
  'bulk-rotate': ({ ids }) => <BulkRotate ids={ids} />,
  'run-act': ({ id, act }) => <RunAct key={id + act} id={id} act={act} />,
  'leaked-key': () => <LeakedKey />,
  policy: ({ subject, id }) => <Policy key={id} subject={subject} id={id} />,
  palette: ({ mode }) => <Palette key={mode} mode={mode} />,
  'cheat-sheet': () => <CheatSheet />,
};

export function OpenedDialog({ dialog }: { readonly dialog: OpenDialog }) {
  // The table and the dialog agree by `kind`; TypeScript does not follow that through a union.
  const render = dialogs[dialog.kind] as (dialog: OpenDialog) => JSX.Element;
  return render(dialog);
}
