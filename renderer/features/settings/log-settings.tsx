import { setPreferences } from '../../state/actions.ts';
import { useStore } from '../../state/store.ts';
import { settingsText } from '../../text/settings.ts';
import { SettingLines } from './setting-line.tsx';
import { SettingSwitch } from './setting-switch.tsx';

export function LogSettings() {
  const on = useStore((state) => state.preferences.debugLog);
  return (
    <SettingLines>
      <SettingSwitch
        title={settingsText.debugLog}
        text={settingsText.debugLogHolds}
        on={on}
        onChange={(debugLog) => void setPreferences({ debugLog })}
      />
    </SettingLines>
  );
}
