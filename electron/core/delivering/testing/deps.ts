import type { DeliveryTestStep } from '#shared/model/delivery-test.ts';
import type { Transport, WayOut } from '../../ports/http.ts';
import type { McpGreeter } from '../../ports/mcp.ts';
import type { PlaceExporter } from '../../ports/place-exporter.ts';
import type { RunProgram, StartProgram } from '../../ports/processes.ts';
import type { SelfTest } from '../../ports/provider.ts';
import type { DeliveringDeps } from '../deps.ts';

/** What testing a delivery needs. */
export interface DeliveryTestDeps
  extends Pick<
    DeliveringDeps,
    | 'ledger'
    | 'files'
    | 'exporters'
    | 'machine'
    | 'readSecret'
    | 'launcher'
    | 'hash'
    | 'clock'
    | 'audit'
    | 'store'
  > {
  readonly start: StartProgram;
  readonly places: readonly PlaceExporter[];
  readonly run: RunProgram;
  readonly mcp: McpGreeter;
  readonly transport: (way: WayOut) => Transport;
  /** Of the servers of a provider; none where it is not known any more. */
  readonly selfTests: (provider: string) => readonly SelfTest[];
}

export interface TestWatch {
  readonly signal: AbortSignal;
  readonly onStep: (step: DeliveryTestStep) => void;
}
