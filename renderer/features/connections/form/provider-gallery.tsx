import { RadioGroup } from 'radix-ui';
import { useId } from 'react';
import type { Provider } from '#shared/model/provider.ts';
import { useProviders } from '../../../state/selectors.ts';
import { connectionsText } from '../../../text/connections.ts';
import { RadioCard } from '../../../ui/radio-card.tsx';
import { ProviderMarks } from './provider-marks.tsx';

interface Props {
  readonly value: string;
  readonly onPick: (id: string) => void;
}

/** The services that can be connected, ours first, then the user's own. */
export function ProviderGallery({ value, onPick }: Props) {
  const label = useId();
  const providers = useProviders();
  return (
    <div>
      <p id={label} className="mb-1 text-small font-medium">
        {connectionsText.provider}
      </p>
      <RadioGroup.Root
        aria-labelledby={label}
        value={value}
        onValueChange={onPick}
        className="grid gap-1.5 wide:grid-cols-2"
      >
        {providers.map((provider: Provider) => (
          <RadioCard
            key={provider.id}
            value={provider.id}
            label={provider.name}
            mark={<ProviderMarks provider={provider} />}
          >
            {provider.about}
          </RadioCard>
        ))}
      </RadioGroup.Root>
    </div>
  );
}
