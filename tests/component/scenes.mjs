import { activityScenes } from './scenes/activity.mjs';
import { connectionScenes } from './scenes/connections.mjs';
import { deliveryScenes } from './scenes/deliveries.mjs';
import { detailScenes } from './scenes/detail.mjs';
import { dueScenes } from './scenes/due.mjs';
import { environmentScenes } from './scenes/environments.mjs';
import { gridScenes } from './scenes/grid.mjs';
import { importScenes } from './scenes/importing.mjs';
import { inventoryScenes } from './scenes/inventory.mjs';
import { keyScenes } from './scenes/keys.mjs';
import { operationScenes } from './scenes/operations.mjs';
import { rackScenes } from './scenes/rack.mjs';
import { recipeScenes } from './scenes/recipes.mjs';
import { rotatingScenes } from './scenes/rotating.mjs';
import { rotationScenes } from './scenes/rotation.mjs';
import { shellScenes } from './scenes/shell.mjs';
import { viewScenes } from './scenes/views.mjs';

/** Every view and dialog, and the way to it. `path` says by its query what the fake bridge answers. */
export const scenes = [
  ...keyScenes,
  ...rackScenes,
  ...detailScenes,
  ...operationScenes,
  ...connectionScenes,
  ...environmentScenes,
  ...gridScenes,
  ...viewScenes,
  ...deliveryScenes,
  ...inventoryScenes,
  ...dueScenes,
  ...recipeScenes,
  ...rotationScenes,
  ...rotatingScenes,
  ...shellScenes,
  ...activityScenes,
  ...importScenes,
];
