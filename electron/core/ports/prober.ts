import type { WayOut } from './http.ts';

export interface Looked {
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

export type OnLook = (step: keyof NetworkLook, looked: Looked) => void;

/** Looks at the way to a service below HTTP. Sends no request and no credential of the service. */
export interface Prober {
  /** @param onLook told each step once, as soon as it is known */
  look(baseUrl: string, way: WayOut, signal: AbortSignal, onLook?: OnLook): Promise<NetworkLook>;
}
