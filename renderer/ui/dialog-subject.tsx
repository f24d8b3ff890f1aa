import type { Environment } from '#shared/model/environment.ts';
import { EnvironmentName } from './environment-name.tsx';

interface Props {
  /** What it is about, where that is not the environment itself. */
  readonly name?: string;
  readonly environment: Environment | null;
}

/** The line under a dialog's title. In production a stripe along the dialog's edge goes with it. */
export function DialogSubject({ name, environment }: Props) {
  return (
    <>
      {environment?.stage === 'production' && (
        <span aria-hidden="true" className="absolute inset-x-0 top-0 h-0.5 bg-stripe" />
      )}
      {name !== undefined && (
        <span className="min-w-0 truncate text-text" title={name}>
          {name}
        </span>
      )}
      {environment !== null && (
        <span className="max-w-1/2 shrink-0">
          <EnvironmentName environment={environment} cut />
        </span>
      )}
    </>
  );
}
