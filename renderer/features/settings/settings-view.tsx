import { type ReactNode, useId } from 'react';
import { viewNames } from '../../text/common.ts';
import { sampleText } from '../../text/sample.ts';
import { settingsText } from '../../text/settings.ts';
import { ViewHeader } from '../../ui/view-header.tsx';
import { SampleSettings } from '../sample/sample-settings.tsx';
import { AboutSettings } from './about-settings.tsx';
import { AppearanceSettings } from './appearance-settings.tsx';
import { EnvironmentSettings } from './environment-settings.tsx';
import { LogSettings } from './log-settings.tsx';
import { StorageSettings } from './storage-settings.tsx';

export function SettingsView() {
  return (
    <>
      <ViewHeader title={viewNames.settings} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-[640px] flex-col px-5 pb-10">
          <Part title={settingsText.storage}>
            <StorageSettings />
          </Part>
          <Part title={settingsText.environments}>
            <EnvironmentSettings />
          </Part>
          <Part title={settingsText.appearance}>
            <AppearanceSettings />
          </Part>
          <Part title={settingsText.log}>
            <LogSettings />
          </Part>
          <Part title={sampleText.title}>
            <SampleSettings />
          </Part>
          <Part title={settingsText.about}>
            <AboutSettings />
          </Part>
        </div>
      </div>
    </>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3 border-b border-border py-6 last:border-b-0">
      <h2 id={id} className="font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
