import * as z from 'zod/mini';
import { newEnvironmentSchema, type Stage } from '#shared/model/environment.ts';

export interface EnvironmentForm {
  name: string;
  stage: Stage;
  colour: string;
  project: string;
}

export const environmentFormSchema = z.pipe(
  z.transform(
    ({ name, stage, colour, project }: EnvironmentForm): z.input<typeof newEnvironmentSchema> => ({
      name,
      stage,
      colour,
      ...(project.trim() === '' ? {} : { project }),
    }),
  ),
  newEnvironmentSchema,
);
