import { type JSX, useEffect, useId, useRef } from 'react';
import { setState, useStore } from '../../state/store.ts';
import { viewNames } from '../../text/common.ts';
import { SETTINGS, type Setting, settingNames } from '../../text/settings.ts';
import { ViewHeader } from '../../ui/view-header.tsx';
import { SampleSettings } from '../sample/sample-settings.tsx';
import { AboutSettings } from './about-settings.tsx';
import { AppearanceSettings } from './appearance-settings.tsx';
import { ConnectionDefaults } from './connection-defaults.tsx';
import { EnvironmentSettings } from './environment-settings.tsx';
import { LogSettings } from './log-settings.tsx';
import { ReminderSettings } from './reminder-settings.tsx';
import { SecuritySettings } from './security-settings.tsx';

const sections: Record<Setting, () => JSX.Element> = {
  appearance: () => <AppearanceSettings />,
  security: () => <SecuritySettings />,
  reminders: () => <ReminderSettings />,
  connections: () => <ConnectionDefaults />,
  environments: () => <EnvironmentSettings />,
  log: () => <LogSettings />,
  sample: () => <SampleSettings />,
  about: () => <AboutSettings />,
};

export function SettingsView() {
  return (
    <>
      <ViewHeader title={viewNames.settings} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-[680px] flex-col gap-8 px-5 py-6">
          {SETTINGS.map((section) => (
            <Part key={section} section={section} />
          ))}
        </div>
      </div>
    </>
  );
}

function Part({ section }: { readonly section: Setting }) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const wanted = useStore((state) => state.settingShown === section);
  useEffect(() => {
    if (!wanted) return;
    heading.current?.scrollIntoView({ block: 'start' });
    heading.current?.focus({ preventScroll: true });
    setState({ settingShown: null });
  }, [wanted]);
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2.5">
      <h2 id={id} ref={heading} tabIndex={-1} className="scroll-mt-6 font-semibold">
        {settingNames[section]}
      </h2>
      {sections[section]()}
    </section>
  );
}
