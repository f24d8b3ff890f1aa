import { LOCK_AFTER_MINUTES } from '#shared/model/preferences.ts';
import type { Storage } from '#shared/model/storage.ts';
import { setPreferences } from '../../state/actions.ts';
import { lockStorage, unlockStorage } from '../../state/storage-actions.ts';
import { useStore } from '../../state/store.ts';
import { storageText } from '../../text/app.ts';
import { settingsText } from '../../text/settings.ts';
import { shortcuts } from '../../text/shortcuts.ts';
import { Button } from '../../ui/button.tsx';
import { SettingChoice } from './setting-choice.tsx';
import { SettingLine } from './setting-line.tsx';
import { SettingSwitch } from './setting-switch.tsx';

/** When Keyrack locks itself, and what that is worth. */
export function LockSettings({ storage }: { readonly storage: Storage }) {
  const { lockAfterMinutes, lockOnSleep, lockOnScreenLock } = useStore((state) => state.preferences);
  const worth = storage.presence ? settingsText.lockMeans : settingsText.lockWorthless;
  return (
    <>
      <SettingLine title={settingsText.lock} text={worth}>
        {() =>
          storage.state === 'locked' ? (
            <Button onClick={() => void unlockStorage()}>{storageText.unlock}</Button>
          ) : (
            <Button shortcut={shortcuts.lock} onClick={() => void lockStorage()}>
              {settingsText.lockNow}
            </Button>
          )
        }
      </SettingLine>
      <SettingChoice
        title={settingsText.lockAfter}
        text={settingsText.lockAfterMeans}
        value={lockAfterMinutes}
        choices={LOCK_AFTER_MINUTES}
        nameOf={settingsText.minutes}
        onChange={(next) => void setPreferences({ lockAfterMinutes: next })}
      />
      <SettingSwitch
        title={settingsText.lockOnSleep}
        on={lockOnSleep}
        onChange={(next) => void setPreferences({ lockOnSleep: next })}
      />
      <SettingSwitch
        title={settingsText.lockOnScreenLock}
        text={settingsText.lockOnScreenLockMeans}
        on={lockOnScreenLock}
        onChange={(next) => void setPreferences({ lockOnScreenLock: next })}
      />
    </>
  );
}
