import type { PlaceExporter } from '#core/ports/place-exporter.ts';
import { githubActions } from './github-actions.ts';

/** Every target that is a store at a service: one file beside this, one row here. */
export const places: readonly PlaceExporter[] = [githubActions];
