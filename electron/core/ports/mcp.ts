import type { Transport } from './http.ts';
import type { RunningProgram } from './processes.ts';

/** What a server of the Model Context Protocol says of itself. */
export interface McpGreeting {
  readonly name: string;
  readonly version: string;
  /** null: it says that it has no tools. */
  readonly tools: readonly string[] | null;
  /** It wrote something to its standard output that is not of the protocol. */
  readonly noise: boolean;
}

export interface McpWatch {
  readonly signal: AbortSignal;
  readonly onStep: (step: 'initialize' | 'tools') => void;
}

export interface McpAddress {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly transport: Transport;
}

/**
 * Speaks to a server as a client does: initialize, initialized, tools/list. It calls no tool.
 * Both throw AppError; where `signal` was aborted, its reason. SECURITY: a message may hold what the server said.
 */
export interface McpGreeter {
  greetProgram(program: RunningProgram, watch: McpWatch): Promise<McpGreeting>;
  /** Streamable HTTP. */
  greetUrl(address: McpAddress, watch: McpWatch): Promise<McpGreeting>;
}
