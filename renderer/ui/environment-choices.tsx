import type { Environment } from '#shared/model/environment.ts';
import { ColourDot, StageBadge } from './badge.tsx';

/** Environments to choose from, by colour and name; production by its badge. */
export const environmentChoices = (environments: readonly Environment[]) =>
  environments.map(({ id, name, stage, colour }) => ({
    value: id,
    label: name,
    mark: stage === 'production' ? <StageBadge stage={stage} /> : <ColourDot colour={colour} />,
  }));
