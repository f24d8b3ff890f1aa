import type { Key } from '#shared/model/key.ts';
import { useSurroundings } from '../../state/selectors.ts';
import { type Obstacles, obstaclesOf } from './obstacles.ts';

export function useObstacles(key: Key): Obstacles {
  return obstaclesOf(key, useSurroundings(key));
}
