import * as z from 'zod/mini';
import { DEFAULT_HEADER, parseHeader } from '../text/header-template.ts';
import { serverUrlProblem } from './server-url.ts';
import { idSchema, instantSchema, variableSchema } from './text-fields.ts';

/** Best first: the later ones expose more. */
export const MECHANISMS = ['input', 'helper', 'launcher', 'reference', 'inline'] as const;
export const mechanismSchema = z.enum(MECHANISMS);
export type Mechanism = z.infer<typeof mechanismSchema>;

const targetScopeSchema = z.enum(['user', 'project']);
export type TargetScope = z.infer<typeof targetScopeSchema>;

export const deliverySchema = z.strictObject({
  id: idSchema,
  target: z.string(),
  mechanism: mechanismSchema,
  file: z.string(),
});
export type Delivery = z.infer<typeof deliverySchema>;

/** A delivery as the Targets view lists it. */
export const deliveryRowSchema = z.strictObject({
  id: idSchema,
  target: z.string(),
  mechanism: mechanismSchema,
  file: z.string(),
  keyId: idSchema,
  environmentId: idSchema,
  server: z.string(),
  variable: z.string(),
  createdAt: instantSchema,
  /** `intact`: our entry is as we wrote it; the others say what a look at the file found. `imported`: the file was deleted once the program had it. `elsewhere`: it stands at a service, which only a test asks. */
  state: z.enum(['intact', 'changed', 'missing', 'unreadable', 'imported', 'elsewhere']),
  /** When Keyrack takes a part of it out again; null: it stays as it is. */
  until: z.nullable(instantSchema),
});
export type DeliveryRow = z.infer<typeof deliveryRowSchema>;

/**
 * An item in a program's own store, in place of a file: target, connection, item. A drive of Windows is one letter, and
 * behind it comes no id of ours.
 */
export const STORE_PLACE = /^[a-z][a-z0-9-]+:([0-9a-f]{8}-[0-9a-f-]{27})\/([\w-]{1,64})$/;

/** Whether it stands in the program's own store, and in no file. */
export const isStored = ({ file }: Pick<Delivery, 'file'>): boolean => STORE_PLACE.test(file);

/** Somebody changed our entry or took it away: it can be put back. */
export const isDrifted = ({ state }: DeliveryRow): boolean => state === 'changed' || state === 'missing';

/** What people look for a target by, in the order of the lists. */
export const TARGET_FAMILIES = ['mcp', 'import', 'variables', 'api-client'] as const;
const targetFamilySchema = z.enum(TARGET_FAMILIES);
export type TargetFamily = z.infer<typeof targetFamilySchema>;

export const targetSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** `api`: a store at a service, such as the secrets of a repository; it has no file here. */
  kind: z.enum(['file', 'api']),
  /** What an entry of it is of: a server, a variable alone, or a call of the key's service in a file that the program imports. */
  takes: z.enum(['server', 'variable', 'service']),
  family: targetFamilySchema,
  mechanisms: z.array(mechanismSchema),
  /** The same by what is delivered to: a server that is started, or reached by a URL; a variable is alike in both. */
  ways: z.strictObject({ command: z.array(mechanismSchema), url: z.array(mechanismSchema) }),
  /** The user's; empty: a file must be named. */
  files: z.array(z.string()),
  /** From a project's folder on; null: it has no file of a project. */
  projectFile: z.nullable(z.string()),
  /** Where it imports whole files: where ours goes, `<name>` for the entry's name; null: it reads a file of its own. */
  importFile: z.nullable(z.string()),
  /** Whose connections lead to a store of its own, which takes a key in place of a file; null: it has none. */
  provider: z.nullable(z.string()),
  /** The real client was run against what Keyrack writes. */
  tried: z.boolean(),
});
export type Target = z.infer<typeof targetSchema>;

/** Of a server’s target that has none the user alone knows where its document goes: it may be copied in place of written. */
export const hasFileOfItsOwn = ({
  kind,
  takes,
  files,
  projectFile,
}: Pick<Target, 'kind' | 'takes' | 'files' | 'projectFile'>): boolean =>
  kind !== 'file' || takes !== 'server' || files.length > 0 || projectFile !== null;

export const serverUrlSchema = z.string().check(
  z.superRefine((url, context) => {
    const problem = serverUrlProblem(url);
    if (problem !== null) context.addIssue(problem);
  }),
);

export const headerSchema = z
  .string()
  .check(
    z.refine((text) => parseHeader(text) !== null, `Write one header with {}, such as: ${DEFAULT_HEADER}`),
  );

/** The program and its arguments. */
export const commandSchema = z.array(z.string().check(z.minLength(1))).check(z.minLength(1));

/** What is to be run or reached with the key. */
const launchSchema = z.union([
  z.strictObject({ command: commandSchema }),
  z.strictObject({ url: serverUrlSchema, header: z.optional(headerSchema) }),
]);
export type Launch = z.infer<typeof launchSchema>;

/** A parameter of a URL, written as it is: what would have to be encoded is refused. */
export const queryNameSchema = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_.~-]{1,64}$/, 'Write the name of one parameter, such as: api_key'));

/** Where the service is called, and where the key stands. Absent: the connection's own address, the service's own header. */
const serviceCallSchema = z
  .strictObject({
    url: z.optional(serverUrlSchema),
    header: z.optional(headerSchema),
    query: z.optional(queryNameSchema),
  })
  .check(
    z.refine(
      ({ header, query }) => header === undefined || query === undefined,
      'The key stands in a header or in the query, not in both.',
    ),
  );

export const serverNameSchema = z
  .string()
  .check(
    z.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'Use letters, digits, hyphen and underscore, at most 64.'),
  );

const VALUE_MAX = 4_000;

export const exportRequestSchema = z.strictObject({
  target: z.string(),
  environmentId: idSchema,
  keyId: idSchema,
  /** What the program reads. Absent: the key's own variable. */
  variable: z.optional(variableSchema),
  server: z.optional(serverNameSchema),
  launch: z.optional(launchSchema),
  /** For a target that calls the key's service. */
  call: z.optional(serviceCallSchema),
  /** Further variables of the entry, never secrets, beside or in place of the service's own; null: without that one. */
  set: z.optional(
    z.record(
      variableSchema,
      z.nullable(z.string().check(z.maxLength(VALUE_MAX, `Write at most ${VALUE_MAX} characters.`))),
    ),
  ),
  /** What the service's own server can do besides, by the ids of its options. */
  options: z.optional(z.array(z.string())),
  mechanism: z.optional(mechanismSchema),
  /** For `reference`: the variable that the client is to see. Absent: one of its own for each environment. */
  reference: z.optional(variableSchema),
  scope: z.optional(targetScopeSchema),
  /** Absent: the target's own file. */
  file: z.optional(z.string()),
  /** Into the program's own store behind this connection, in place of a file. */
  connectionId: z.optional(idSchema),
  /** For a target without a file: the repository whose store takes the key, and where meant an environment of it. */
  repository: z.optional(z.string()),
});
export type ExportRequest = z.infer<typeof exportRequestSchema>;

const mechanismChoiceSchema = z.strictObject({
  mechanism: mechanismSchema,
  possible: z.boolean(),
  /** Why it is the best, or why it cannot be had. */
  reason: z.string(),
});
export type MechanismChoice = z.infer<typeof mechanismChoiceSchema>;

export const diffLineSchema = z.strictObject({
  kind: z.enum(['same', 'added', 'removed', 'gap']),
  text: z.string(),
  /** Line number, 1-based, after the change for `same` and `added`, before it for `removed`; 0 for `gap`. */
  line: z.number(),
});
export type DiffLine = z.infer<typeof diffLineSchema>;

export const exportPlanSchema = z.strictObject({
  /** Names this plan in `targets.export`; good for this run of the app only. */
  plan: idSchema,
  target: z.string(),
  file: z.string(),
  /** Where the file is a symbolic link: what is really written. */
  realFile: z.string(),
  server: z.string(),
  mechanism: mechanismSchema,
  /** By reference: the variable that the program must see. null: by another mechanism. */
  reference: z.nullable(variableSchema),
  choices: z.array(mechanismChoiceSchema),
  /** POSIX modes like "0644"; `before` is null where there is no file yet, both where the target has none. */
  modeBefore: z.nullable(z.string()),
  modeAfter: z.nullable(z.string()),
  /** The change with every secret masked. */
  diff: z.array(diffLineSchema),
  /** Further files of ours that are written with it, none with a secret. */
  companions: z.array(z.strictObject({ file: z.string(), diff: z.array(diffLineSchema) })),
  warnings: z.array(z.string()),
  /** The .gitignore that does not name the file yet, where git would take the value in; null: nothing to ignore. */
  ignorable: z.nullable(z.string()),
});
export type ExportPlan = z.infer<typeof exportPlanSchema>;

/** What an export would write into a new file, for the user to paste; it never holds a value. */
export const exportDocumentSchema = z.strictObject({
  server: z.string(),
  mechanism: mechanismSchema,
  /** By reference: the variable that the program must see. null: by another mechanism. */
  reference: z.nullable(variableSchema),
  text: z.string(),
  warnings: z.array(z.string()),
});
export type ExportDocument = z.infer<typeof exportDocumentSchema>;

export const exportResultSchema = z.strictObject({
  /** Undone, all of it is taken back. */
  change: idSchema,
  delivery: idSchema,
  /** The file, or the place of a target that has none. */
  file: z.string(),
  /** Octal such as "0600"; "removed": the file is gone; null: there is no file. */
  mode: z.nullable(z.string()),
  /** Further files that were written or went with it. */
  companions: z.array(z.string()),
  /** Where a part of it stands for a while alone, as a change of its own on top; null: all of it stays. */
  until: z.nullable(instantSchema),
});
export type ExportResult = z.infer<typeof exportResultSchema>;

export const changeRowSchema = z.strictObject({
  id: idSchema,
  file: z.string(),
  what: z.string(),
  at: instantSchema,
  undone: z.boolean(),
});
export type ChangeRow = z.infer<typeof changeRowSchema>;
