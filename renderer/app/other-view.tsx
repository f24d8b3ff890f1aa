import type { JSX } from 'react';
import { ActivityView } from '../features/activity/activity-view.tsx';
import { ConnectionsView } from '../features/connections/connections-view.tsx';
import { GridView } from '../features/grid/grid-view.tsx';
import { RotationView } from '../features/rotation/rotation-view.tsx';
import { SettingsView } from '../features/settings/settings-view.tsx';
import { TargetsView } from '../features/targets/targets-view.tsx';
import type { View } from '../state/view.ts';

type Other = Exclude<View, 'rack'>;

const views: Record<Other, () => JSX.Element> = {
  grid: () => <GridView />,
  rotation: () => <RotationView />,
  targets: () => <TargetsView />,
  activity: () => <ActivityView />,
  connections: () => <ConnectionsView />,
  settings: () => <SettingsView />,
};

export const OtherView = ({ view }: { readonly view: Other }) => views[view]();
