import type { ReactNode } from 'react';
import type { Storage } from '#shared/model/storage.ts';
import { reload } from '../../state/loading.ts';
import { known } from '../../state/remote.ts';
import { chooseStorage, lockStorage, setPresence, unlockStorage } from '../../state/storage-actions.ts';
import { useStore } from '../../state/store.ts';
import { storageText, storageWords } from '../../text/app.ts';
import { errorText } from '../../text/errors.ts';
import { settingsText } from '../../text/settings.ts';
import { setupText } from '../../text/setup.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';

export function StorageSettings() {
  const remote = useStore((state) => state.data.storage);
  const problem = useStore((state) => state.storageProblem);
  const storage = known(remote);
  return (
    <>
      {problem !== null && <ErrorNotice error={problem} />}
      {remote.state === 'failed' && (
        <ErrorNotice error={remote.error}>
          <Button onClick={() => void reload('storage')}>{errorText.retry}</Button>
        </ErrorNotice>
      )}
      {storage !== null && <TierLine storage={storage} />}
      {storage?.tier === 'keychain' && <PresenceLine storage={storage} />}
      {storage?.tier === 'passphrase' && (
        <p className="text-muted">
          {settingsText.presenceTier} {settingsText.presenceLimits}
        </p>
      )}
    </>
  );
}

function TierLine({ storage }: { readonly storage: Storage }) {
  const means: Record<'keychain' | 'passphrase' | 'none', string> = {
    keychain: settingsText.keychainMeans,
    passphrase: settingsText.passphraseMeans,
    none: settingsText.untouched,
  };
  const { name, state } = storageWords(storage);
  return (
    <Line
      title={state === null ? name : `${name}, ${state}`}
      text={storage.reason ?? means[storage.tier ?? 'none']}
    >
      {storage.tier === null && !storage.chosen && (
        <Button onClick={() => void chooseStorage('passphrase')}>{setupText.storage.passphrase}</Button>
      )}
      {storage.state === 'locked' && (
        <Button onClick={() => void unlockStorage()}>{storageText.unlock}</Button>
      )}
      {storage.tier === 'passphrase' && storage.state === 'ready' && (
        <Button onClick={() => void lockStorage()}>{storageText.lock}</Button>
      )}
    </Line>
  );
}

function PresenceLine({ storage }: { readonly storage: Storage }) {
  const state = storage.presence ? settingsText.presenceSet : settingsText.presenceUnset;
  return (
    <Line title={settingsText.presence} text={`${state} ${settingsText.presenceLimits}`}>
      <Button onClick={() => void setPresence()}>
        {storage.presence ? settingsText.changePresence : settingsText.setPresence}
      </Button>
    </Line>
  );
}

interface LineProps {
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}

function Line({ title, text, children }: LineProps) {
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
      <div className="min-w-56 flex-1">
        <p className="font-medium">{title}</p>
        <p className="text-muted wrap-anywhere">{text}</p>
      </div>
      <div className="flex gap-1.5">{children}</div>
    </div>
  );
}
