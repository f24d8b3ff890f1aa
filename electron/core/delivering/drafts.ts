import { AppError } from '../errors.ts';

// A plan holds the file's bytes; a window that looks at many targets must not fill the memory.
const DRAFTS_MAX = 20;

interface Planned {
  readonly plan: { readonly plan: string };
}

export function remember<D extends Planned>(drafts: Map<string, D>, draft: D): void {
  drafts.set(draft.plan.plan, draft);
  for (const old of [...drafts.keys()].slice(0, -DRAFTS_MAX)) drafts.delete(old);
}

/** Good for one write. @throws AppError not-found */
export function taken<D>(drafts: Map<string, D>, id: string): D {
  const draft = drafts.get(id);
  if (draft === undefined) throw stale();
  drafts.delete(id);
  return draft;
}

function stale(): AppError {
  return new AppError('not-found', {
    message: 'This preview was used or is no longer held.',
    next: 'Look at the changes again, then export.',
  });
}
