import { resolve } from 'node:path';
import { AppError } from '#core/errors.ts';
import type { Services } from '#core/services.ts';
import type { ExportPlan, ExportResult, Target } from '#shared/model/delivery.ts';

/** What export and adopt have in common: the place, and how a plan is shown. */

/** @throws AppError not-found, which lists the targets */
export function targetNamed(services: Services, id: string): Target {
  const targets = services.delivering.targets();
  const found = targets.find((target) => target.id === id);
  if (found !== undefined) return found;
  throw new AppError('not-found', {
    message: `There is no target "${id}" in this version.`,
    next: `Choose one of: ${targets.map((target) => target.id).join(', ')}.`,
  });
}

/** A project is the folder that the command is given in; a bare --file counts as the user's. */
export function fileOf(
  { projectFile }: Target,
  { file, scope }: { readonly file?: string; readonly scope?: string },
): string | undefined {
  const named = file ?? (scope === 'project' ? projectFile : null);
  return named === null ? undefined : resolve(named);
}

export const fileFields = (target: Target, plan: ExportPlan): Record<string, string> => ({
  [PLACE_WORDS[target.kind]]: plan.realFile === plan.file ? plan.file : `${plan.file} -> ${plan.realFile}`,
  ...entryOf(target, plan),
  Mechanism: plan.mechanism,
  ...referenceOf(plan),
  ...modeOf(plan),
});

const PLACE_WORDS: Record<Target['kind'], string> = { file: 'File', api: 'Repository' };

/** A store at a service has no mode. */
function modeOf({ modeBefore, modeAfter }: ExportPlan): Record<string, string> {
  if (modeAfter === null) return {};
  return { Mode: modeBefore === modeAfter ? modeAfter : `${modeBefore ?? 'new'} -> ${modeAfter}` };
}

/** Where something was written, and how it is closed. */
export const placeOf = ({ kind }: Target, { file, mode }: ExportResult): Record<string, string> => ({
  [PLACE_WORDS[kind]]: file,
  ...(mode === null ? {} : { Mode: mode }),
});

const ENTRY_WORDS: Record<Target['takes'], string> = {
  server: 'Server',
  variable: 'Variable',
  service: 'Name',
};

export const entryOf = ({ takes }: Target, { server }: ExportPlan): Record<string, string> => ({
  [ENTRY_WORDS[takes]]: server,
});

export const referenceOf = ({ reference }: ExportPlan): Record<string, string> =>
  reference === null ? {} : { Reference: reference };
