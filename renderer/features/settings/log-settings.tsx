import { setPreferences } from '../../state/actions.ts';
import { useStore } from '../../state/store.ts';
import { settingsText } from '../../text/settings.ts';
import { Checkbox } from '../../ui/checkbox.tsx';

export function LogSettings() {
  const on = useStore((state) => state.preferences.debugLog);
  return (
    <div className="grid gap-1">
      <Checkbox
        label={settingsText.debugLog}
        checked={on}
        onChange={(debugLog) => void setPreferences({ debugLog })}
      />
      <p className="pl-6 text-muted">{settingsText.debugLogHolds}</p>
    </div>
  );
}
