import type { Key } from '#shared/model/key.ts';
import { offerOf } from '#shared/model/provider.ts';
import { api } from '../../../api/api.ts';
import { closeDialog } from '../../../state/actions.ts';
import { showReplacement } from '../../../state/key-actions.ts';
import { useKey, useSurroundings } from '../../../state/selectors.ts';
import { newKeyText } from '../../../text/new-key.ts';
import { replaceText } from '../../../text/operation-names.ts';
import { guideText, inferredNote } from '../../../text/operations.ts';
import { DestructiveDialog } from '../../../ui/destructive-dialog.tsx';
import { useLastKnown } from '../../../ui/use-last-known.ts';
import { Guide } from '../guide/guide.tsx';
import { Wanted } from '../guide/wanted.tsx';
import { KeySubject } from '../key-subject.tsx';
import { OldKeyUses } from './old-key-uses.tsx';

export function ReplaceKey({ id }: { readonly id: string }) {
  const key = useLastKnown(useKey(id));
  return key === null ? null : <ReplaceDialog value={key} />;
}

const wantedOf = (key: Key): [string, string][] => [
  [newKeyText.name, key.name],
  [newKeyText.scopes, key.scopes.join(', ')],
  [newKeyText.testMode, key.testMode ? newKeyText.on : ''],
];

/** A key whose value is lost: a new one like it, and this one retired. */
function ReplaceDialog({ value }: { readonly value: Key }) {
  const { environment, connection, provider } = useSurroundings(value);
  const offer = connection === null ? null : offerOf(connection.offers, 'create');
  const guided = offer?.way === 'guided';
  const service = provider?.name ?? '';
  const title = value.held ? replaceText.held : replaceText.title;
  const replace = async (confirm: string | undefined) => {
    const typed = confirm === undefined ? {} : { confirm };
    await showReplacement(value.id, await api['keys.replace']({ id: value.id, byHand: guided, ...typed }));
  };
  return (
    <DestructiveDialog
      title={title}
      submit={guided ? guideText.enter : title}
      subject={<KeySubject value={value} />}
      look="primary"
      wide={guided}
      typed={environment?.stage === 'production' ? environment.name : null}
      onClose={closeDialog}
      onConfirm={replace}
    >
      <div className="flex flex-col gap-4">
        <div>
          <p>{replaceText.lead(service)}</p>
          {guided && <p className="mt-1 text-muted">{guideText.lead(service)}</p>}
          {offer?.way === 'api' && offer.evidence === 'inferred' && (
            <p className="mt-1 text-muted">{inferredNote(service)}</p>
          )}
        </div>
        {guided && <Wanted rows={wantedOf(value)} />}
        {guided && <Guide provider={provider} title={replaceText.makeNew} steps={offer.steps} />}
        <OldKeyUses value={value} />
      </div>
    </DestructiveDialog>
  );
}
