import type { Environment, Stage } from '#shared/model/environment.ts';
import { environmentRow } from '#tests/fakes/environment-row.ts';
import { newId, type World } from './world.ts';

const STAGES: readonly Stage[] = ['development', 'staging', 'production', 'custom'];
const LONG =
  'An environment whose name was pasted from a ticket and that nobody has shortened since then, so it is longest'.padEnd(
    120,
    '.',
  );

const environmentOf = (name: string, stage: Stage, more: Partial<Environment> = {}): Environment =>
  environmentRow({ id: newId(), name, stage, ...more });

/** Forty of them, with names that are hard to show. */
function manyEnvironments(world: World): void {
  const names = [LONG, 'مفتاح الإنتاج', '生产环境', 'zero\u200bwidth'];
  const plain = Array.from({ length: 37 - names.length }, (_, index) => `Customer ${index + 1}`);
  const more = [...names, ...plain].map((name, index) =>
    environmentOf(name, STAGES[index % STAGES.length] ?? 'custom'),
  );
  world.environments = [...world.environments, ...more];
}

/** Two products, and what belongs to neither. */
function projectEnvironments(world: World): void {
  const own = { copyPolicy: 'copy-once', rotateAfterDays: 180, namingPattern: '<service>/<tool>' } as const;
  world.environments = [
    ...world.environments.map((each) => ({ ...each, project: 'Webshop' })),
    environmentOf('Sandbox', 'custom'),
    environmentOf('Billing', 'development', { project: 'Accounting', ...own }),
    environmentOf('Billing live', 'production', { project: 'Accounting', ...own }),
  ];
}

/** Some that are no longer used, one with keys. */
function archivedEnvironments(world: World): void {
  const archivedAt = new Date().toISOString();
  world.environments = [
    ...world.environments.map((each) => (each.name === 'Production' ? { ...each, archivedAt } : each)),
    environmentOf('Customer 7', 'custom', { archivedAt }),
  ];
}

const ARRANGED: Readonly<Record<string, (world: World) => void>> = {
  many: manyEnvironments,
  projects: projectEnvironments,
  archived: archivedEnvironments,
};

/** Other environments than three plain ones, by what the page's address asks for. */
export const arrangeEnvironments = (world: World, wish: string | null): void => ARRANGED[wish ?? '']?.(world);
