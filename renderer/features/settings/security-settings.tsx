import type { Storage } from '#shared/model/storage.ts';
import { reload } from '../../state/loading.ts';
import { known } from '../../state/remote.ts';
import { chooseStorage, goOnWithoutAuditKey, setPresence } from '../../state/storage-actions.ts';
import { useStore } from '../../state/store.ts';
import { storageWords } from '../../text/app.ts';
import { errorText } from '../../text/errors.ts';
import { settingsText } from '../../text/settings.ts';
import { setupText } from '../../text/setup.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { StorageProblem } from '../../ui/storage-problem.tsx';
import { LockSettings } from './lock-settings.tsx';
import { SettingLine, SettingLines } from './setting-line.tsx';

/** Where secrets are kept, what is asked for before one is copied, and when Keyrack locks itself. */
export function SecuritySettings() {
  const remote = useStore((state) => state.data.storage);
  const problem = useStore((state) => state.storageProblem);
  const storage = known(remote);
  return (
    <>
      {problem !== null && <StorageProblem error={problem} onGoOn={() => void goOnWithoutAuditKey()} />}
      {remote.state === 'failed' && (
        <ErrorNotice error={remote.error}>
          <Button onClick={() => void reload('storage')}>{errorText.retry}</Button>
        </ErrorNotice>
      )}
      {storage !== null && (
        <SettingLines>
          <TierLine storage={storage} />
          {storage.tier === 'keychain' && <PresenceLine storage={storage} />}
          {storage.tier !== null && <LockSettings storage={storage} />}
        </SettingLines>
      )}
    </>
  );
}

function TierLine({ storage }: { readonly storage: Storage }) {
  const means: Record<'keychain' | 'passphrase' | 'none', string> = {
    keychain: settingsText.keychainMeans,
    passphrase: `${settingsText.passphraseMeans} ${settingsText.presenceTier} ${settingsText.presenceLimits}`,
    none: settingsText.untouched,
  };
  const { name, state } = storageWords(storage);
  return (
    <SettingLine
      title={`${settingsText.storage}: ${state === null ? name : `${name}, ${state}`}`}
      text={storage.reason ?? means[storage.tier ?? 'none']}
    >
      {() =>
        storage.tier === null &&
        !storage.chosen && (
          <Button onClick={() => void chooseStorage('passphrase')}>{setupText.storage.passphrase}</Button>
        )
      }
    </SettingLine>
  );
}

function PresenceLine({ storage }: { readonly storage: Storage }) {
  const state = storage.presence ? settingsText.presenceSet : settingsText.presenceUnset;
  return (
    <SettingLine title={settingsText.presence} text={`${state} ${settingsText.presenceLimits}`}>
      {() => (
        <Button
          unavailable={storage.appLocked ? settingsText.lockedFirst : null}
          onClick={() => void setPresence()}
        >
          {storage.presence ? settingsText.changePresence : settingsText.setPresence}
        </Button>
      )}
    </SettingLine>
  );
}
