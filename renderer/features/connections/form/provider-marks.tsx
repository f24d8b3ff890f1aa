import type { Evidence, Provider } from '#shared/model/provider.ts';
import { connectionsText, evidenceNames } from '../../../text/connections.ts';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { isBuiltIn } from './what-it-needs.ts';

const TONES: Record<Evidence, Tone> = { verified: 'ok', documented: 'plain', inferred: 'warn' };

/** How far what Keyrack knows of a service was proved. */
export function EvidenceBadge({ evidence }: { readonly evidence: Evidence }) {
  const { word, meaning } = evidenceNames[evidence];
  return (
    <span title={meaning} className="inline-flex">
      <Badge tone={TONES[evidence]}>{word}</Badge>
    </span>
  );
}

/** What sets a service apart before it is picked. */
export function ProviderMarks({ provider }: { readonly provider: Provider }) {
  const builtIn = isBuiltIn(provider);
  return (
    <>
      {provider.custom && <Badge tone="custom">{connectionsText.custom}</Badge>}
      {builtIn ? (
        <Badge tone="ok">{connectionsText.noAccount}</Badge>
      ) : (
        <EvidenceBadge evidence={provider.evidence} />
      )}
    </>
  );
}
