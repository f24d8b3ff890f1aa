import { useState } from 'react';
import type { Preferences } from '#shared/model/preferences.ts';
import { setPreferences } from '../../state/actions.ts';
import { useStore } from '../../state/store.ts';
import { connectionSettingsText } from '../../text/connection-settings.ts';
import { settingsText } from '../../text/settings.ts';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { proxyProblem } from './proxy-problem.ts';

type Defaults = Preferences['connectionDefaults'];

/** What a new connection begins with. The ones that are there stay as they are. */
export function ConnectionDefaults() {
  const kept = useStore((state) => state.preferences.connectionDefaults);
  const [typed, setTyped] = useState<Defaults>(kept);
  const problem = proxyProblem(typed.proxyUrl);
  const change = (changes: Partial<Defaults>) => {
    const next = { ...typed, ...changes };
    setTyped(next);
    const connectionDefaults = { proxyUrl: next.proxyUrl.trim(), proxyBypass: next.proxyBypass.trim() };
    if (proxyProblem(next.proxyUrl) === null) void setPreferences({ connectionDefaults });
  };
  return (
    <div className="grid gap-3">
      <p className="text-muted">{settingsText.connectionDefaultsMean}</p>
      <div className="grid gap-4 wide:grid-cols-2 wide:gap-3">
        <Field label={connectionSettingsText.proxyUrl} optional error={problem ?? undefined}>
          {(control) => (
            <TextInput
              mono
              {...control}
              value={typed.proxyUrl}
              placeholder={connectionSettingsText.proxyExample}
              onChange={(event) => change({ proxyUrl: event.target.value })}
            />
          )}
        </Field>
        <Field
          label={connectionSettingsText.proxyBypass}
          optional
          help={connectionSettingsText.proxyBypassHelp}
        >
          {(control) => (
            <TextInput
              mono
              {...control}
              value={typed.proxyBypass}
              onChange={(event) => change({ proxyBypass: event.target.value })}
            />
          )}
        </Field>
      </div>
    </div>
  );
}
