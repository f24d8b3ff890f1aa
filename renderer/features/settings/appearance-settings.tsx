import { densitySchema, themeSchema } from '#shared/model/preferences.ts';
import { setPreferences } from '../../state/actions.ts';
import { useStore } from '../../state/store.ts';
import { densityNames, settingsText, themeNames } from '../../text/settings.ts';
import { SettingChoice } from './setting-choice.tsx';
import { SettingLines } from './setting-line.tsx';

export function AppearanceSettings() {
  const { theme, density } = useStore((state) => state.preferences);
  return (
    <SettingLines>
      <SettingChoice
        title={settingsText.theme}
        text={settingsText.themeMeans}
        value={theme}
        choices={themeSchema.options}
        nameOf={(each) => themeNames[each]}
        onChange={(next) => void setPreferences({ theme: next })}
      />
      <SettingChoice
        title={settingsText.density}
        text={settingsText.densityMeans}
        value={density}
        choices={densitySchema.options}
        nameOf={(each) => densityNames[each]}
        onChange={(next) => void setPreferences({ density: next })}
      />
    </SettingLines>
  );
}
