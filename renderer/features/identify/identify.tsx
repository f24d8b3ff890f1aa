import { ArrowRight, KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { Identity, Key } from '#shared/model/key.ts';
import { api } from '../../api/api.ts';
import { closeDialog, openDialog } from '../../state/actions.ts';
import { useKeys, useProviders, useSurroundings } from '../../state/selectors.ts';
import { showKey } from '../../state/showing.ts';
import { common } from '../../text/common.ts';
import { identifyText } from '../../text/identify.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EnvironmentName } from '../../ui/environment-name.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useAction } from '../../ui/use-action.ts';

/** Whose key is this? The value is typed in the entry window and compared in main; here comes only which key it is. */
export function Identify() {
  const [identity, setIdentity] = useState<Identity | null>(null);
  const { run, running, error } = useAction();
  const ask = async () => {
    const told = await run(() => api['keys.identify']());
    if (told !== null) setIdentity(told);
  };
  return (
    <Dialog
      title={identifyText.title}
      subject={identifyText.subject}
      onClose={closeDialog}
      footer={
        <>
          <Button onClick={closeDialog}>{common.close}</Button>
          <Button
            look={identity === null ? 'primary' : 'secondary'}
            autoFocus
            busy={running}
            onClick={() => void ask()}
          >
            {identity === null ? identifyText.enter : identifyText.again}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {error !== null && <ErrorNotice error={error} />}
        {identity === null ? <p>{identifyText.lead}</p> : <Told identity={identity} />}
      </div>
    </Dialog>
  );
}

function Told({ identity }: { readonly identity: Identity }) {
  const { keyIds, beginning } = identity;
  const keys = useKeys().filter(({ id }) => keyIds.includes(id));
  const providers = useProviders();
  const service = providers.find(({ id }) => id === beginning?.provider)?.name ?? beginning?.provider;
  return (
    <div role="status" className="flex flex-col gap-3">
      {keyIds.length > 0 ? (
        <>
          <p>{identifyText.found(keyIds.length)}</p>
          <ul className="flex flex-col gap-1">
            {keys.map((key) => (
              <Found key={key.id} value={key} />
            ))}
          </ul>
        </>
      ) : (
        <Notice>
          <p>{identifyText.unknown}</p>
          <Button className="mt-2" onClick={() => openDialog({ kind: 'add-key' })}>
            {identifyText.add}
          </Button>
        </Notice>
      )}
      {beginning !== null && service !== undefined && (
        <p className="text-muted">{identifyText.beginning(service, beginning.testMode)}</p>
      )}
    </div>
  );
}

function Found({ value }: { readonly value: Key }) {
  const { environment } = useSurroundings(value);
  const show = () => {
    closeDialog();
    showKey(value);
  };
  return (
    <li className="flex min-w-0 items-center gap-2.5 rounded-control border border-border py-1.5 pr-1.5 pl-3">
      <Icon of={KeyRound} className="text-muted" />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium" title={value.name}>
          {value.name}
        </span>
        {environment !== null && (
          <span className="block text-small text-muted">
            <EnvironmentName environment={environment} cut />
          </span>
        )}
      </span>
      <Button look="quiet" onClick={show}>
        {identifyText.show}
        <Icon of={ArrowRight} size={14} />
      </Button>
    </li>
  );
}
