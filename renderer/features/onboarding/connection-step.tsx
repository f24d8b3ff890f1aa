import { RadioGroup } from 'radix-ui';
import { useEffect, useState } from 'react';
import type { Provider } from '#shared/model/provider.ts';
import { api } from '../../api/api.ts';
import { openDialog, selectEnvironment } from '../../state/actions.ts';
import { reload } from '../../state/loading.ts';
import { useConnections, useEnvironment, useEnvironments, useProviders } from '../../state/selectors.ts';
import { connectionsText } from '../../text/connections.ts';
import { setupText } from '../../text/setup.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RadioCard } from '../../ui/radio-card.tsx';
import { useAction } from '../../ui/use-action.ts';
import { ProviderMarks } from '../connections/form/provider-marks.tsx';
import { isOnePress } from '../connections/form/what-it-needs.ts';
import { EnvironmentField } from '../environments/environment-field.tsx';
import { StepHeading } from './step-heading.tsx';

const words = setupText.connection;

/** A first service. One that needs no account is one press; the others ask in their dialog. */
export function ConnectionStep({ onDone }: { readonly onDone: () => void }) {
  const environments = useEnvironments();
  const shown = useEnvironment();
  const providers = useProviders();
  const environmentId = shown?.id ?? environments[0]?.id ?? '';
  const [wanted, setWanted] = useState<string | null>(null);
  const provider = providers.find((each) => each.id === wanted) ?? withoutAccount(providers);
  const connected = useConnections().length > 0;
  const { run, running, error } = useAction();
  useEffect(() => {
    if (!connected) return;
    selectEnvironment(environmentId);
    onDone();
  }, [connected, environmentId, onDone]);
  const add = () => {
    if (provider === null) return;
    if (!isOnePress(provider)) {
      openDialog({ kind: 'add-connection', environmentId, provider: provider.id });
      return;
    }
    void run(async () => {
      await api['connections.add']({
        connection: { environmentId, provider: provider.id },
        askProxyPassword: false,
      });
      await reload('connections');
    });
  };
  return (
    <>
      <StepHeading title={words.title} text={words.text} />
      <div className="grid gap-4">
        <RadioGroup.Root
          aria-label={connectionsText.provider}
          value={provider?.id ?? ''}
          onValueChange={setWanted}
          className="grid gap-2"
        >
          {providers.map((each) => (
            <RadioCard
              key={each.id}
              value={each.id}
              label={each.name}
              mark={<ProviderMarks provider={each} />}
            >
              {each.about}
            </RadioCard>
          ))}
        </RadioGroup.Root>
        <EnvironmentField value={environmentId} onChange={selectEnvironment} />
        {error !== null && <ErrorNotice error={error} />}
      </div>
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onDone}>{words.skip}</Button>
        <Button look="primary" busy={running || provider === null} onClick={add}>
          {connectionsText.add}
        </Button>
      </div>
    </>
  );
}

const withoutAccount = (providers: readonly Provider[]): Provider | null =>
  providers.find(isOnePress) ?? providers[0] ?? null;
