import { REMIND_DAYS } from '#shared/model/preferences.ts';
import { setPreferences } from '../../state/actions.ts';
import { known } from '../../state/remote.ts';
import { useStore } from '../../state/store.ts';
import { settingsText } from '../../text/settings.ts';
import { SettingChoice } from './setting-choice.tsx';
import { SettingLines } from './setting-line.tsx';
import { SettingSwitch } from './setting-switch.tsx';

export function ReminderSettings() {
  const { remindDays, tray } = useStore((state) => state.preferences);
  const onLinux = known(useStore((state) => state.data.about))?.platform === 'linux';
  return (
    <SettingLines>
      <SettingChoice
        title={settingsText.remindDays}
        text={settingsText.remindDaysMeans}
        value={remindDays}
        choices={REMIND_DAYS}
        nameOf={settingsText.days}
        onChange={(next) => void setPreferences({ remindDays: next })}
      />
      <SettingSwitch
        title={settingsText.tray}
        text={onLinux ? `${settingsText.trayMeans} ${settingsText.trayOnLinux}` : settingsText.trayMeans}
        on={tray}
        onChange={(next) => void setPreferences({ tray: next })}
      />
    </SettingLines>
  );
}
