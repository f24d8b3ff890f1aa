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
const DuplicateEnvironment = later(
  async () => (await import('../features/environments/duplicate-environment.tsx')).DuplicateEnvironment,
);
const ArchiveEnvironment = later(
  async () => (await import('../features/environments/archive-environment.tsx')).ArchiveEnvironment,
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
const ConnectionSettings = later(
  async () => (await import('../features/connections/settings/connection-settings.tsx')).ConnectionSettings,
);
const Diagnose = later(async () => (await import('../features/connections/diagnosis/diagnose.tsx')).Diagnose);
const TryOut = later(async () => (await import('../features/connections/try-out/try-out.tsx')).TryOut);
const RemoveService = later(
  async () => (await import('../features/connections/services/remove-service.tsx')).RemoveService,
);
const RemoveSample = later(async () => (await import('../features/sample/remove-sample.tsx')).RemoveSample);
const NewKey = later(async () => (await import('../features/rack/new-key/new-key.tsx')).NewKey);
const AddKey = later(async () => (await import('../features/rack/add-key.tsx')).AddKey);
const ImportKeys = later(async () => (await import('../features/rack/import/import-keys.tsx')).ImportKeys);
const CopyValue = later(async () => (await import('../features/grid/copy-value.tsx')).CopyValue);
const Identify = later(async () => (await import('../features/identify/identify.tsx')).Identify);
const KeyCreated = later(async () => (await import('../features/rack/created/key-created.tsx')).KeyCreated);
const ActOnKey = later(async () => (await import('../features/rack/act/act-on-key.tsx')).ActOnKey);
const BulkAct = later(async () => (await import('../features/rack/bulk/bulk-act.tsx')).BulkAct);
const SaveSearch = later(async () => (await import('../features/rack/search/save-search.tsx')).SaveSearch);
const SavedSearches = later(
  async () => (await import('../features/rack/search/saved-searches.tsx')).SavedSearches,
);
const SearchHelp = later(async () => (await import('../features/rack/search/search-help.tsx')).SearchHelp);
const EditKey = later(async () => (await import('../features/rack/edit/edit-key.tsx')).EditKey);
const ChangeScopes = later(
  async () => (await import('../features/rack/scopes/change-scopes.tsx')).ChangeScopes,
);
const Rotate = later(async () => (await import('../features/rotation/start/rotate.tsx')).Rotate);
const BulkRotate = later(async () => (await import('../features/rotation/start/bulk-rotate.tsx')).BulkRotate);
const RunAct = later(async () => (await import('../features/rotation/runs/run-act.tsx')).RunAct);
const LeakedKey = later(async () => (await import('../features/rotation/panic/leaked-key.tsx')).LeakedKey);
const Policy = later(async () => (await import('../features/rotation/policies/policy.tsx')).Policy);
const Export = later(async () => (await import('../features/targets/export/export.tsx')).Export);
const Adopt = later(async () => (await import('../features/targets/adopt/adopt.tsx')).Adopt);
const Recipe = later(async () => (await import('../features/targets/recipes/recipe.tsx')).Recipe);
const Restore = later(async () => (await import('../features/targets/restore/restore.tsx')).Restore);

const Palette = later(async () => (await import('./palette/palette.tsx')).Palette);
const CheatSheet = later(async () => (await import('./cheat-sheet.tsx')).CheatSheet);

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

export function Dialogs() {
  useUncopiedAtStart();
  const dialog = useStore((state) => state.dialog);
  if (dialog === null) return null;
  // The table and the dialog agree by `kind`; TypeScript does not follow that through a union.
  const render = dialogs[dialog.kind] as (dialog: OpenDialog) => JSX.Element;
  return render(dialog);
}
