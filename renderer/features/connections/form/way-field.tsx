import { RadioGroup } from 'radix-ui';
import { useId } from 'react';
import { useFormContext } from 'react-hook-form';
import type { Provider } from '#shared/model/provider.ts';
import { connectionSettingsText as text } from '../../../text/connection-settings.ts';
import { Badge } from '../../../ui/badge.tsx';
import { RadioCard } from '../../../ui/radio-card.tsx';
import type { ConnectionForm } from './connection-form.ts';
import { isPlaceless, needsBaseUrl } from './what-it-needs.ts';

/** By hand, or in a way that the service has not published: only where it has both, and never without saying so. */
export function WayField({ provider }: { readonly provider: Provider }) {
  const { watch, setValue } = useFormContext<ConnectionForm>();
  const label = useId();
  const choose = (api: ConnectionForm['api']) => {
    setValue('api', api);
    // Its field goes too: an address that nothing is asked at must not be sent unseen.
    if (isPlaceless(provider) && !needsBaseUrl(provider, api)) setValue('baseUrl', '');
  };
  if (provider.inferredOffers === null) return null;
  return (
    <div>
      <p id={label} className="mb-1 text-small font-medium">
        {text.way}
      </p>
      <RadioGroup.Root
        aria-labelledby={label}
        value={watch('api')}
        onValueChange={(way) => choose(way === 'inferred' ? 'inferred' : 'guided')}
        className="grid gap-1.5"
      >
        <RadioCard value="guided" label={text.guided} mark={<Badge>{text.guidedDefault}</Badge>}>
          {text.guidedText(provider.name)}
        </RadioCard>
        <RadioCard
          value="inferred"
          label={text.inferred}
          mark={<Badge tone="warn">{text.inferredMark}</Badge>}
        >
          {text.inferredText}
        </RadioCard>
      </RadioGroup.Root>
    </div>
  );
}
