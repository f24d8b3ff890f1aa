import type { WayOut } from './http.ts';

interface Looked {
  readonly state: 'ok' | 'warning' | 'problem' | 'skipped';
  readonly message: string;
}

/** What a look at the network found, step by step; each later one is `skipped` once an earlier one failed. */
export interface NetworkLook {
  readonly proxy: Looked;
  readonly dns: Looked;
  readonly tcp: Looked;
  /** Names the issuer, and says where it is not one that this computer knows. */
  readonly tls: Looked;
}

/** Looks at the way to a service below HTTP. Sends no request and no credential of the service. */
export interface Prober {
  look(baseUrl: string, way: WayOut, signal: AbortSignal): Promise<NetworkLook>;
}
