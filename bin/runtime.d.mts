export type FoundElectron = {
  readonly path: string;
  readonly dist: string;
  readonly source: 'override' | 'package' | 'fallback';
};

export const FALLBACK_ELECTRON: {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
};
export function findElectron(root: string, env?: NodeJS.ProcessEnv): FoundElectron | null;
export function fallbackDist(root: string): string;
export function electronVersion(dist: string): string | null;
export function isSuitableNode(node: {
  readonly version: string;
  readonly hasExecve: boolean;
  readonly platform: string;
}): boolean;
export function isThisNodeSuitable(): boolean;
export function findNode(
  root: string,
  env?: NodeJS.ProcessEnv,
): { readonly path: string; readonly env: Readonly<Record<string, string>> } | null;
