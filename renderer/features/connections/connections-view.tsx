import { Plus } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { openDialog } from '../../state/actions.ts';
import { useEnvironment } from '../../state/selectors.ts';
import { useStore } from '../../state/store.ts';
import { viewNames } from '../../text/common.ts';
import { connectionsText } from '../../text/connections.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { later } from '../../ui/later.tsx';
import { ViewHeader } from '../../ui/view-header.tsx';
import { ConnectionList } from './connection-list.tsx';

const Services = later(() => import('./services/services.tsx').then((all) => all.Services));
const WebhookCheck = later(() => import('./webhook/webhook-check.tsx').then((all) => all.WebhookCheck));

const TABS = ['connections', 'services', 'webhook'] as const;
type Tab = (typeof TABS)[number];

/** The services that Keyrack makes keys at, those that the user describes, and the check of what they send. */
export function ConnectionsView() {
  const environment = useEnvironment();
  const writing = useStore((state) => state.draft !== null);
  const [tab, setTab] = useState<Tab>(writing ? 'services' : 'connections');
  const add = (
    <Button
      look="primary"
      onClick={() =>
        openDialog({ kind: 'add-connection', environmentId: environment?.id ?? null, provider: null })
      }
    >
      <Icon of={Plus} size={14} />
      {connectionsText.add}
    </Button>
  );
  return (
    <Tabs.Root
      value={tab}
      onValueChange={(value) => setTab(TABS.find((each) => each === value) ?? 'connections')}
      className="flex min-h-0 flex-1 flex-col"
    >
      <ViewHeader title={viewNames.connections} scoped={tab === 'connections'}>
        {tab === 'connections' && add}
      </ViewHeader>
      <Tabs.List
        aria-label={viewNames.connections}
        className="flex shrink-0 gap-2 overflow-x-auto overflow-y-hidden border-b border-border px-3"
      >
        {TABS.map((each) => (
          <Tabs.Trigger
            key={each}
            value={each}
            className="-mb-px h-8 shrink-0 border-b-2 px-1 border-transparent font-medium text-muted -outline-offset-2 chrome hover:text-text data-[state=active]:border-accent data-[state=active]:text-text"
          >
            {connectionsText.tabs[each]}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Panel of="connections">
        <ConnectionList add={add} />
      </Panel>
      <Panel of="services">
        <Services />
      </Panel>
      <Panel of="webhook">
        <WebhookCheck />
      </Panel>
    </Tabs.Root>
  );
}

function Panel({ of, children }: { readonly of: Tab; readonly children: ReactNode }) {
  return (
    <Tabs.Content
      value={of}
      className="flex min-h-0 flex-1 flex-col -outline-offset-2 data-[state=inactive]:hidden"
    >
      {children}
    </Tabs.Content>
  );
}
