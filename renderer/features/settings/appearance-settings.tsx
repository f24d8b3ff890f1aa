import { RadioGroup } from 'radix-ui';
import { useId } from 'react';
import { type Theme, themeSchema } from '#shared/model/preferences.ts';
import { setPreferences } from '../../state/actions.ts';
import { useStore } from '../../state/store.ts';
import { settingsText, themeNames } from '../../text/settings.ts';
import { RadioCard } from '../../ui/radio-card.tsx';

export function AppearanceSettings() {
  const theme = useStore((state) => state.preferences.theme);
  const label = useId();
  return (
    <div>
      <p id={label} className="mb-1 text-small font-medium">
        {settingsText.theme}
      </p>
      <RadioGroup.Root
        aria-labelledby={label}
        value={theme}
        onValueChange={(value) => void setPreferences({ theme: value as Theme })}
        className="grid grid-cols-2 gap-1.5 wide:grid-cols-4"
      >
        {themeSchema.options.map((each) => (
          <RadioCard key={each} value={each} label={themeNames[each]} />
        ))}
      </RadioGroup.Root>
    </div>
  );
}
