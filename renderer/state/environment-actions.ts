import type { Environment } from '#shared/model/environment.ts';
import { api } from '../api/api.ts';
import { asApiError } from '../api/api-error.ts';
import { archiveText, environmentActs } from '../text/environments.ts';
import { toast } from './actions.ts';
import { environmentsInUse, hasProjects } from './in-use.ts';
import { reload } from './loading.ts';
import { listOf } from './remote.ts';
import { getState } from './store.ts';

/** @returns the one that it would change places with; null where it is the first or last, of its project where they are parted */
export function neighbourOf(
  environments: readonly Environment[],
  { id, project }: Environment,
  by: -1 | 1,
): Environment | null {
  const parted = hasProjects(environments);
  const group = parted ? environments.filter((each) => each.project === project) : environments;
  return group[group.findIndex((each) => each.id === id) + by] ?? null;
}

let moving: Promise<unknown> = Promise.resolve();

/**
 * Moves one past its neighbour; of a flurry of presses each goes one further.
 * @returns where it stands now, in words; null where it stayed
 */
export function moveEnvironment(id: string, by: -1 | 1): Promise<string | null> {
  const moved = moving.then(() => moveOnce(id, by));
  moving = moved;
  return moved;
}

async function moveOnce(id: string, by: -1 | 1): Promise<string | null> {
  const shown = environmentsInUse(getState().data);
  const environment = shown.find((each) => each.id === id);
  const neighbour = environment === undefined ? null : neighbourOf(shown, environment, by);
  if (environment === undefined || neighbour === null) return null;
  // The order that is kept knows no projects: a place in it is not a place in the sidebar.
  const kept = listOf(getState().data.environments).filter(({ archivedAt }) => archivedAt === null);
  const position = kept.findIndex((each) => each.id === neighbour.id) + 1;
  try {
    await api['environments.move']({ id, position });
  } catch (thrown) {
    toast(asApiError(thrown).message);
  }
  await reload('environments');
  const now = environmentsInUse(getState().data);
  const place = now.findIndex((each) => each.id === id) + 1;
  return environmentActs.moved(environment.name, place, now.length);
}

/** Takes an archived one back into use. */
export async function unarchiveEnvironment(id: string): Promise<void> {
  try {
    const { name } = await api['environments.unarchive']({ id });
    toast(archiveText.undone(name));
  } catch (thrown) {
    toast(asApiError(thrown).message);
  }
  await reload('environments');
}
