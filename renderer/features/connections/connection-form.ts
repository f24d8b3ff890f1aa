import * as z from 'zod/mini';
import { newConnectionSchema } from '#shared/model/connection.ts';

export interface ConnectionForm {
  environmentId: string;
  provider: string;
  name: string;
  baseUrl: string;
}

/** What is left empty is not sent: main names the connection after its service, and knows its address. */
export const connectionFormSchema = z.pipe(
  z.transform(
    ({ environmentId, provider, name, baseUrl }: ConnectionForm): z.input<typeof newConnectionSchema> => ({
      environmentId,
      provider,
      ...(name.trim() === '' ? {} : { name }),
      ...(baseUrl.trim() === '' ? {} : { baseUrl: baseUrl.trim() }),
    }),
  ),
  newConnectionSchema,
);
