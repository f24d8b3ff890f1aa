import * as z from 'zod/mini';
import { type Key, keyChangesSchema } from '#shared/model/key.ts';
import { editText } from '../../../text/operation-names.ts';
import { parseIps, sameSet } from '../allowed-ips.ts';

/** The form as it is typed. */
export interface EditForm {
  name: string;
  description: string;
  tags: string;
  variable: string;
  allowedIps: string;
}

export const editFormOf = (key: Key): EditForm => ({
  name: key.name,
  description: key.description,
  tags: key.tags.join(', '),
  variable: key.variable ?? '',
  allowedIps: key.allowedIps.join('\n'),
});

/** @returns the tags in a text that parts them by commas, each once */
export const tagsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
];

/** Only what the user changed is sent: the rest may be newer at the service. */
export function changesOf(key: Key, form: EditForm): z.input<typeof keyChangesSchema> {
  const tags = tagsOf(form.tags);
  const variable = form.variable.trim() === '' ? null : form.variable.trim();
  const { ips } = parseIps(form.allowedIps);
  return {
    id: key.id,
    ...(form.name.trim() === key.name ? {} : { name: form.name }),
    ...(form.description === key.description ? {} : { description: form.description }),
    ...(sameSet(tags, key.tags) ? {} : { tags }),
    ...(variable === key.variable ? {} : { variable }),
    ...(sameSet(ips, key.allowedIps) ? {} : { allowedIps: ips }),
  };
}

const ipsReadable = (form: EditForm, context: { issues: unknown[]; value: EditForm }) => {
  const { wrong } = parseIps(form.allowedIps);
  if (wrong.length > 0)
    context.issues.push({
      code: 'custom',
      message: editText.badIps(wrong),
      path: ['allowedIps'],
      input: form.allowedIps,
    });
};

/** Checks by the schema that main checks by, and turns the form into the call's input. */
export const editFormSchema = (key: Key) =>
  z.pipe(
    z.custom<EditForm>().check((context) => ipsReadable(context.value, context)),
    z.pipe(
      z.transform((form: EditForm) => changesOf(key, form)),
      keyChangesSchema,
    ),
  );
