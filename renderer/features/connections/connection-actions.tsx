import type { Connection } from '#shared/model/connection.ts';
import { offerOf } from '#shared/model/provider.ts';
import { api } from '../../api/api.ts';
import { asApiError } from '../../api/api-error.ts';
import { openDialog, toast } from '../../state/actions.ts';
import { useProviders } from '../../state/selectors.ts';
import { useStore } from '../../state/store.ts';
import { cancelWork, syncConnection } from '../../state/sync-actions.ts';
import { common } from '../../text/common.ts';
import { connectionsText as text } from '../../text/connections.ts';
import { Button } from '../../ui/button.tsx';
import { MoreMenu } from '../../ui/more-menu.tsx';

interface Props {
  readonly connection: Connection;
  readonly testing: boolean;
  readonly onTest: () => void;
}

export function ConnectionActions({ connection, testing, onTest }: Props) {
  const provider = useProviders().find((each) => each.id === connection.provider);
  const syncing = useStore((state) => state.syncs[connection.id]?.state === 'running');
  const { id, name } = connection;
  const hasConsole = provider !== undefined && provider.links.console !== null;
  return (
    <span className="flex justify-end gap-1.5">
      {syncing ? (
        <Button onClick={() => void cancelWork(id)}>{common.cancel}</Button>
      ) : (
        <Button unavailable={whyNoSync(connection)} onClick={() => void syncConnection(id)}>
          {text.sync}
        </Button>
      )}
      <Button busy={testing} onClick={onTest}>
        {text.test}
      </Button>
      <MoreMenu
        label={text.more(name)}
        items={[
          { label: text.diagnose, run: () => openDialog({ kind: 'diagnose', id }) },
          { label: text.tryOut, run: () => openDialog({ kind: 'try-out', id }) },
          { label: text.settings, run: () => openDialog({ kind: 'connection-settings', id }) },
          {
            label: common.policy,
            run: () => openDialog({ kind: 'policy', subject: 'connection', id }),
          },
          ...(hasConsole ? [{ label: text.openConsole, run: () => void openConsole(provider.id) }] : []),
          {
            label: text.remove,
            danger: true,
            apart: true,
            run: () => openDialog({ kind: 'remove-connection', id }),
          },
        ]}
      />
    </span>
  );
}

function whyNoSync({ offers, inferred }: Connection): string | null {
  const { way, why } = offerOf(offers, 'list');
  if (way === 'api') return null;
  if (way === null) return why ?? text.listed.cannot;
  return inferred ? text.listed.cannot : text.listed.switchOn;
}

async function openConsole(id: string): Promise<void> {
  try {
    await api['providers.open']({ id, link: 'console' });
  } catch (thrown) {
    const { message, next } = asApiError(thrown);
    toast(next === null ? message : `${message} ${next}`);
  }
}
