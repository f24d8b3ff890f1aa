import type { AdoptionPlace } from '#shared/model/adoption.ts';
import type { Target, TargetScope } from '#shared/model/delivery.ts';

/** Where is looked. */
export interface PlaceForm {
  readonly target: string;
  readonly scope: TargetScope;
  /** Empty: the program's own. */
  readonly file: string;
}

/** A file of variables is looked at by its name, whoever it belongs to. */
export const hasScope = (target: Target | null): boolean =>
  target?.takes === 'server' && target.projectFile !== null;

/** @returns null: the file has to be named first */
export function placeOf(form: PlaceForm, target: Target | null): AdoptionPlace | null {
  if (target === null) return null;
  const file = form.file.trim();
  const inProject = hasScope(target) && form.scope === 'project';
  if (file === '' && (inProject || target.files.length === 0)) return null;
  return {
    target: target.id,
    ...(inProject ? { scope: 'project' } : {}),
    ...(file === '' ? {} : { file }),
  };
}
