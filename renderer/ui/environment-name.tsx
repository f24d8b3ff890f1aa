import type { Environment } from '#shared/model/environment.ts';
import { stageNames, stageShort } from '../text/common.ts';
import { Badge, ColourDot } from './badge.tsx';

interface Props {
  readonly environment: Environment;
  /** Cut a long name in one line, instead of breaking it. */
  readonly cut?: boolean;
}

/** An environment by its own colour and name; production can never be overlooked. */
export function EnvironmentName({ environment, cut }: Props) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <ColourDot colour={environment.colour} />
      <span className={cut ? 'min-w-0 truncate' : 'min-w-0 wrap-anywhere'}>{environment.name}</span>
      <StageMark environment={environment} />
    </span>
  );
}

interface MarkProps {
  readonly environment: Environment;
  /** Production's short word, whatever the name. */
  readonly short?: boolean;
}

/** The stage beside an environment's name: not where it only repeats the name, but always for production. */
export function StageMark({ environment, short }: MarkProps) {
  const { name, stage } = environment;
  const repeats = name === stageNames[stage];
  if (repeats && stage !== 'production') return null;
  const isShort = stage === 'production' && (repeats || short);
  return <Badge tone={stage}>{isShort ? stageShort.production : stageNames[stage]}</Badge>;
}
