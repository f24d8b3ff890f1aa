export const VIEWS = ['rack', 'grid', 'rotation', 'targets', 'activity', 'connections', 'settings'] as const;
export type View = (typeof VIEWS)[number];

/** @returns the view that an address like `#/targets` names; the rack for everything else. */
export function viewOf(hash: string): View {
  const name = hash.replace(/^#\/?/, '');
  return VIEWS.find((view) => view === name) ?? 'rack';
}

export const addressOf = (view: View): string => `#/${view}`;
